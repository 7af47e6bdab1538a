#include "server/metrics/metrics.h"

#include <algorithm>
#include <cstdio>

namespace presave::server::metrics {
namespace {

void family(std::string& out, std::string_view name, std::string_view type, std::string_view help) {
  out.append("# HELP ").append(name).append(" ").append(help).append("\n");
  out.append("# TYPE ").append(name).append(" ").append(type).append("\n");
}

void line(std::string& out, std::string_view name, std::string_view labels, const std::string& value) {
  out.append(name);
  if (!labels.empty()) out.append("{").append(labels).append("}");
  out.append(" ").append(value).append("\n");
}

std::string number(double value) {
  char text[32];
  const int size = std::snprintf(text, sizeof text, "%.15g", value);
  return {text, static_cast<std::size_t>(size)};
}

/// One row: a counter or gauge of the network.
struct TrafficRow {
  std::string_view name;
  std::string_view type;
  std::string_view help;
  double (*value)(const http::Traffic&);
};
constexpr TrafficRow kTrafficRows[] = {
    {"presave_connections_accepted_total", "counter", "Connections that were accepted.",
     [](const http::Traffic& traffic) { return static_cast<double>(traffic.accepted); }},
    {"presave_connections_open", "gauge", "Connections that are open.",
     [](const http::Traffic& traffic) { return static_cast<double>(traffic.open); }},
    {"presave_requests_waiting", "gauge", "Requests that wait for another server.",
     [](const http::Traffic& traffic) { return static_cast<double>(traffic.waiting); }},
    {"presave_received_bytes_total", "counter", "Bytes of requests, without TLS.",
     [](const http::Traffic& traffic) { return static_cast<double>(traffic.bytes_in); }},
    {"presave_sent_bytes_total", "counter", "Bytes of answers, without TLS.",
     [](const http::Traffic& traffic) { return static_cast<double>(traffic.bytes_out); }},
};

void network(std::string& out, const http::Traffic& traffic) {
  for (const TrafficRow& row : kTrafficRows) {
    family(out, row.name, row.type, row.help);
    line(out, row.name, "", number(row.value(traffic)));
  }
  family(out, "presave_turned_away_total", "counter", "Connections and requests that were not served, by reason.");
  for (std::size_t i = 0; i < traffic.turned_away.size(); ++i) {
    line(out, "presave_turned_away_total", label("reason", http::kTurnedAwayNames[i]),
         std::to_string(traffic.turned_away[i].load()));
  }
}

}  // namespace

std::string label(std::string_view name, std::string_view value) {
  std::string out = std::string(name) + "=\"";
  for (const char c : value) {
    if (c == '\\' || c == '"') out += '\\';
    out += c == '\n' ? std::string("\\n") : std::string(1, c);
  }
  return out + '"';
}

Metrics::Metrics(const std::vector<std::string>& routes) {
  for (const std::string& route : routes) {
    const bool known = std::any_of(series_.begin(), series_.end(),
                                   [&route](const auto& one) { return one->route == route; });
    if (known) continue;  // one path with several methods
    series_.push_back(std::make_unique<Series>());
    series_.back()->route = route;
  }
  series_.push_back(std::make_unique<Series>());
  series_.back()->route = "none";
}

void Metrics::request(std::string_view route, int status, std::chrono::microseconds took) {
  const auto found = std::find_if(series_.begin(), series_.end() - 1,
                                  [route](const auto& one) { return one->route == route; });
  Series& series = **found;
  const int digit = std::clamp(status / 100, 1, 5);
  ++series.by_class[static_cast<std::size_t>(digit - 1)];
  std::size_t bucket = 0;
  while (bucket < kBuckets.size() && took.count() > kBuckets[bucket].microseconds) ++bucket;
  ++series.durations[bucket];
  series.microseconds += static_cast<std::uint64_t>(std::max<std::int64_t>(took.count(), 0));
}

std::string Metrics::text(const http::Traffic& traffic, const std::vector<Sample>& samples) const {
  std::string out;
  family(out, "presave_requests_total", "counter", "Answered requests, by route and kind of status.");
  for (const auto& series : series_) {
    for (std::size_t i = 0; i < series->by_class.size(); ++i) {
      const std::uint64_t count = series->by_class[i];
      if (count == 0) continue;
      line(out, "presave_requests_total",
           label("route", series->route) + "," + label("status", std::to_string(i + 1) + "xx"), std::to_string(count));
    }
  }
  family(out, "presave_request_duration_seconds", "histogram", "From a request's last byte to its answer.");
  for (const auto& series : series_) {
    const std::string route = label("route", series->route);
    std::uint64_t below = 0;
    for (std::size_t i = 0; i <= kBuckets.size(); ++i) {
      below += series->durations[i];
      const std::string_view end = i < kBuckets.size() ? kBuckets[i].seconds : "+Inf";
      line(out, "presave_request_duration_seconds_bucket", route + "," + label("le", end), std::to_string(below));
    }
    line(out, "presave_request_duration_seconds_sum", route, number(static_cast<double>(series->microseconds) / 1e6));
    line(out, "presave_request_duration_seconds_count", route, std::to_string(below));
  }
  network(out, traffic);
  family(out, "presave_reloads_total", "counter", "Times the setup was read again, by result.");
  line(out, "presave_reloads_total", label("result", "taken"), std::to_string(reloads_));
  line(out, "presave_reloads_total", label("result", "refused"), std::to_string(refused_reloads_));
  std::string_view last;
  for (const Sample& sample : samples) {
    if (sample.name != last) family(out, sample.name, sample.type, sample.help);
    last = sample.name;
    line(out, sample.name, sample.labels, number(sample.value));
  }
  return out;
}

}  // namespace presave::server::metrics
