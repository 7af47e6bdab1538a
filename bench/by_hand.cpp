#include "bench/by_hand.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <utility>

#include "engine/base/ascii.h"

namespace presave::bench {
namespace {

// Amount * Discount / 100 > 5000, where both are in hundredths.
bool discount_above_limit(const Deal& deal) {
  return deal.amount && deal.discount && *deal.amount * *deal.discount > std::int64_t{5000} * 100 * 100 * 100;
}

std::int64_t divide_half_up(std::int64_t dividend, std::int64_t divisor) {
  const std::int64_t quotient = (std::abs(dividend) + divisor / 2) / divisor;
  return dividend < 0 ? -quotient : quotient;
}

bool won_without_contract(const Deal& deal, const World&) {
  return deal.stage == "Closed Won" && deal.contract.empty();
}

bool discount_of_an_update(const Deal& deal, const World& world) {
  return discount_above_limit(deal) && !world.is_new;
}

bool discount_not_zero(const Deal& deal, const World&) {
  return discount_above_limit(deal) && *deal.discount != 0;
}

bool phone_form(const Deal& deal, const World&) {
  constexpr std::string_view kForm = "(ddd) ddd-dddd";
  if (deal.phone.size() != kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    if (kForm[i] == 'd' ? !is_digit(deal.phone[i]) : deal.phone[i] != kForm[i]) return false;
  }
  return true;
}

// The names of the race are ASCII.
std::string even_or_name(const Deal& deal, const World&) {
  if (deal.amount && *deal.amount % 200 == 0) return std::to_string(*deal.amount / 100);
  std::string label(deal.name.substr(0, 3));
  label += '-';
  const std::size_t tail = deal.name.size() - (deal.name.size() < 2 ? deal.name.size() : 2);
  for (const char c : deal.name.substr(tail)) label += ascii_upper(c);
  return label;
}

bool closes_soon(const Deal& deal, const World& world) {
  return deal.close_day && *deal.close_day < world.today + 30;
}

Hundredths industry_code(const Deal& deal, const World&) {
  if (deal.industry == "Banking") return 100;
  return deal.industry == "Energy" ? 200 : 300;
}

Hundredths with_tax(const Deal& deal, const World&) {
  if (!deal.amount) return std::nullopt;
  return divide_half_up(*deal.amount * 10825, 10000);
}

std::string grade(const Deal& deal, const World&) {
  if (!deal.amount) return "F";
  if (*deal.amount > 100'000'00) return "A";
  if (*deal.amount > 50'000'00) return "B";
  if (*deal.amount > 10'000'00) return "C";
  if (*deal.amount > 5'000'00) return "D";
  return *deal.amount > 1'000'00 ? "E" : "F";
}

bool december_or_sunday(const Deal& deal, const World&) {
  if (!deal.close_day) return false;
  const std::chrono::sys_days day{std::chrono::days(*deal.close_day)};
  const std::chrono::year_month_day date(day);
  if (date.year() != std::chrono::year(2027)) return false;
  return date.month() == std::chrono::December || std::chrono::weekday(day) == std::chrono::Sunday;
}

bool local_number(const Deal& deal, const World&) {
  return deal.phone.substr(0, 1) == "(" && deal.name.find('9') != std::string_view::npos &&
         deal.name.size() > 10;
}

Hundredths net_price(const Deal& deal, const World&) {
  const std::int64_t amount = deal.amount.value_or(0);
  return amount - divide_half_up(amount * deal.discount.value_or(0), 10000);
}

// In the order of bench/formulas.json.
const std::array<std::pair<std::string_view, ByHand>, 12> kTwins = {{
    {R"(AND(ISPICKVAL(StageName,"Closed Won"), ISBLANK(Contract_Number__c)))", &won_without_contract},
    {"Amount * Discount__c / 100 > 5000 && NOT(ISNEW())", &discount_of_an_update},
    {"Amount * Discount__c / 100 > 5000 && NOT(Discount__c = 0)", &discount_not_zero},
    {R"re(REGEX(Phone, "\\(\\d{3}\\) \\d{3}-\\d{4}"))re", &phone_form},
    {R"(IF(MOD(Amount,2)=0, TEXT(Amount), LEFT(Name,3) & "-" & UPPER(RIGHT(Name,2))))", &even_or_name},
    {"CloseDate < TODAY() + 30", &closes_soon},
    {R"(CASE(Industry,"Banking",1,"Energy",2,3))", &industry_code},
    {"ROUND(Amount*1.0825,2)", &with_tax},
    {R"(IF(Amount>100000,"A",IF(Amount>50000,"B",IF(Amount>10000,"C",IF(Amount>5000,"D",IF(Amount>1000,"E","F"))))))",
     &grade},
    {"AND(YEAR(CloseDate) = 2027, OR(MONTH(CloseDate) = 12, WEEKDAY(CloseDate) = 1))", &december_or_sunday},
    {R"(AND(BEGINS(Phone, "("), CONTAINS(Name, "9"), LEN(Name) > 10))", &local_number},
    {"BLANKVALUE(Amount, 0) - ROUND(BLANKVALUE(Amount, 0) * BLANKVALUE(Discount__c, 0) / 100, 2)",
     &net_price},
}};

// Reads one record field by field and notes whether all fitted.
class DealReader {
 public:
  DealReader(const RaceInput& input, const RaceRecord& record) : input_(input), record_(record) {}

  std::string_view text(std::string_view name) { return value(name).view(); }

  Hundredths hundredths(std::string_view name) {
    const Value given = value(name);
    if (given.kind() != ValueKind::kNumber) return std::nullopt;
    const Decimal scaled = given.number().scaled10(2);
    const std::optional<std::int64_t> whole = scaled.to_int64_truncated();
    // Products of two of them must fit 64 bits.
    constexpr std::int64_t kMost = 1'000'000'000;
    if (!scaled.is_integer() || !whole || std::abs(*whole) > kMost) fits_ = false;
    return whole;
  }

  std::optional<std::int32_t> day(std::string_view name) {
    const Value given = value(name);
    return given.kind() == ValueKind::kDate ? std::optional(given.date().days) : std::nullopt;
  }

  bool fits() const { return fits_; }

 private:
  Value value(std::string_view name) {
    const std::optional<std::uint32_t> slot = input_.slot(name);
    fits_ = fits_ && slot.has_value();
    return slot ? record_.values[*slot] : Value();
  }

  const RaceInput& input_;
  const RaceRecord& record_;
  bool fits_ = true;
};

}  // namespace

std::optional<ByHand> by_hand(std::string_view formula) {
  for (const auto& [source, twin] : kTwins) {
    if (source == formula) return twin;
  }
  return std::nullopt;
}

std::optional<Deal> deal_of(const RaceInput& input, const RaceRecord& record) {
  DealReader reader(input, record);
  const Deal deal{reader.text("StageName"),
                  reader.text("Contract_Number__c"),
                  reader.text("Phone"),
                  reader.text("Name"),
                  reader.text("Industry"),
                  reader.hundredths("Amount"),
                  reader.hundredths("Discount__c"),
                  reader.day("CloseDate")};
  return reader.fits() ? std::optional(deal) : std::nullopt;
}

}  // namespace presave::bench
