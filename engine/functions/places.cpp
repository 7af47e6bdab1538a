// Places on the globe and the distance between them.
#include <algorithm>
#include <cmath>
#include <iterator>

#include "engine/base/real_math.h"
#include "engine/functions/name_order.h"
#include "engine/functions/numbers.h"
#include "engine/functions/registry.h"

namespace presave::functions {
namespace {

constexpr int kMostLatitude = 90;  // degrees
constexpr int kMostLongitude = 180;

Answer<Geolocation> place(std::optional<Decimal> latitude, std::optional<Decimal> longitude) {
  if (!latitude && !longitude) return {};
  if (!latitude || !longitude) return EvalFault::kNullArgument;
  const Geolocation spot{latitude->to_double(), longitude->to_double()};
  if (std::abs(spot.latitude) > kMostLatitude || std::abs(spot.longitude) > kMostLongitude) return EvalFault::kOutOfRange;
  return spot;
}

// A point of the globe whose radius is 1.
struct Point {
  explicit Point(Geolocation place) {
    constexpr double kRadians = 3.14159265358979323846 / 180;
    const double latitude = place.latitude * kRadians;
    const double longitude = place.longitude * kRadians;
    x = real::cos(latitude) * real::cos(longitude);
    y = real::cos(latitude) * real::sin(longitude);
    z = real::sin(latitude);
  }
  double x, y, z;
};

// Along the great circle, from the chord between the two points.
double arc(Geolocation a, Geolocation b) {
  const Point from(a);
  const Point to(b);
  const double chord = std::hypot(std::hypot(from.x - to.x, from.y - to.y), from.z - to.z);
  return 2 * real::asin(std::min(chord / 2, 1.0));  // antipodes come out a little beyond 1
}

struct Unit {
  std::string_view name;
  double earth_radius;
};
constexpr Unit kUnits[] = {{"mi", 3958.761}, {"km", 6371.009}};

const Unit* unit_named(std::string_view name) {
  const auto at =
      std::find_if(std::begin(kUnits), std::end(kUnits), [&](const Unit& u) { return u.name == name; });
  return at == std::end(kUnits) ? nullptr : at;
}

bool is_unit(std::string_view name) { return unit_named(name) != nullptr; }

Answer<Decimal> distance(Geolocation a, Geolocation b, Text unit_name) {
  const Unit* unit = unit_named(unit_name.view());
  return unit ? decimal_of(unit->earth_radius * arc(a, b)) : EvalFault::kOutOfRange;
}

bool is_degree(const Decimal& number, int most) { return !(number.abs() > Decimal::from_int(most)); }
bool is_latitude(const Decimal& number) { return is_degree(number, kMostLatitude); }
bool is_longitude(const Decimal& number) { return is_degree(number, kMostLongitude); }

constexpr LiteralRule kUnitLiteral[] = {
    {.operand = 2, .literal_only = true, .accepts_text = is_unit, .expected = "'mi'/'km'"}};
constexpr LiteralRule kDegreeLiterals[] = {
    {.operand = 0, .accepts_number = is_latitude, .expected = "a latitude from -90 to 90"},
    {.operand = 1, .accepts_number = is_longitude, .expected = "a longitude from -180 to 180"}};

constexpr Row kRows[] = {
    {.name = "DISTANCE",
     .doc = "The distance between two places along the globe, in \"mi\" or \"km\".",
     .example = "ROUND(DISTANCE(GEOLOCATION(37.775, -122.418), GEOLOCATION(40.7, -74), \"mi\"), 3)",
     .result = "2566.111",
     .overloads = kOverloads<distance>,
     .null_literal = false,
     .literals = kUnitLiteral},
    {.name = "GEOLOCATION",
     .doc = "The place of a latitude and a longitude in degrees.",
     .example = "ISBLANK(GEOLOCATION(51.51, -0.14))",
     .result = "false",
     .overloads = kOverloads<place>,
     .null_literal = false,
     .literals = kDegreeLiterals},
};
static_assert(in_name_order(kRows));

}  // namespace

std::span<const Row> place_rows() { return kRows; }

}  // namespace presave::functions
