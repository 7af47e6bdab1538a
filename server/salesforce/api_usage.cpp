#include "server/salesforce/api_usage.h"

#include "server/http/limits.h"

namespace presave::server::salesforce {
namespace {

/// Takes the digits off the front; nothing where there are none, or far too many.
std::optional<std::int64_t> take_number(std::string_view& text) {
  constexpr std::size_t kMostDigits = 15;
  std::size_t digits = 0;
  std::int64_t number = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9' && digits < kMostDigits) {
    number = number * 10 + (text[digits++] - '0');
  }
  text.remove_prefix(digits);
  return digits == 0 || digits == kMostDigits ? std::nullopt : std::optional(number);
}

}  // namespace

std::optional<Usage> read_usage(std::string_view limit_info) {
  constexpr std::string_view kName = "api-usage=";
  if (limit_info.substr(0, kName.size()) != kName) return std::nullopt;
  limit_info.remove_prefix(kName.size());
  const auto used = take_number(limit_info);
  if (!used || limit_info.empty() || limit_info.front() != '/') return std::nullopt;
  limit_info.remove_prefix(1);
  const auto most = take_number(limit_info);
  if (!most) return std::nullopt;
  return Usage{*used, *most, {}};
}

void ApiUsage::note(const std::string& organization, std::string_view limit_info, Time now) {
  auto usage = read_usage(limit_info);
  if (!usage) return;
  usage->seen = now;
  const std::scoped_lock lock(mutex_);
  const auto found = by_organization_.find(organization);
  if (found != by_organization_.end()) {
    found->second = *usage;
  } else if (by_organization_.size() < limits::kUsageOrgs) {
    by_organization_.emplace(organization, *usage);
  }
}

bool ApiUsage::reached(const std::string& organization, std::uint32_t percent, Time now) const {
  constexpr std::uint32_t kNever = 100;
  if (percent >= kNever) return false;
  const std::scoped_lock lock(mutex_);
  const auto found = by_organization_.find(organization);
  if (found == by_organization_.end() || now - found->second.seen > limits::kUsageFresh) return false;
  const Usage& usage = found->second;
  return static_cast<double>(usage.used) * kNever >= static_cast<double>(usage.most) * percent;
}

std::map<std::string, Usage> ApiUsage::all() const {
  const std::scoped_lock lock(mutex_);
  return by_organization_;
}

}  // namespace presave::server::salesforce
