#include "engine/run/trace.h"

namespace presave::run {
namespace {

/// A state of a record that also listens. Values that come late are kept by the state itself.
class Listener final : public Fields {
 public:
  Listener(Fields& state, Trace& trace) : state_(state), trace_(trace) {
    values = state.values;
    before = state.before;
  }
  Value late(std::uint32_t slot) override {
    const Value& known = state_.values[slot];
    return known.kind() == ValueKind::kNotLoaded ? state_.late(slot) : known;
  }
  void trace(std::uint32_t node, const Value& value) override { trace_.values[node] = value; }

 private:
  Fields& state_;
  Trace& trace_;
};

// The value of a node is traced right after the instructions that make it.
std::optional<syntax::NodeIndex> node_at(const program::Program& program, std::size_t instruction) {
  for (; instruction < program.code.size(); ++instruction) {
    if (program.code[instruction].op == program::Op::kTrace) return program.code[instruction].index;
  }
  return std::nullopt;
}

}  // namespace

Trace run_traced(Machine& machine, const program::Program& program, std::size_t nodes, Fields& fields,
                 const functions::Context& context) {
  Trace trace;
  trace.values.resize(nodes);
  Listener listener(fields, trace);
  trace.ending = machine.run(program, listener, context);
  if (trace.ending.value.is_stuck()) trace.stopped_at = node_at(program, trace.ending.instruction);
  return trace;
}

}  // namespace presave::run
