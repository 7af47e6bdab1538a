// Forms, routes, static files, and the text that goes into answers.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "server/http/cookie.h"
#include "server/http/form.h"
#include "server/http/guard.h"
#include "server/http/limits.h"
#include "server/http/read_file.h"
#include "server/http/respond.h"
#include "server/http/router.h"
#include "server/http/static_files.h"
#include "server/http/variants.h"

namespace presave::server::http {
namespace {

namespace fs = std::filesystem;

Request get(std::string path) {
  Request request;
  request.method = "GET";
  request.path = std::move(path);
  return request;
}

std::string only(std::string_view body, std::string_view name) {
  const auto form = decode_form(body);
  if (!form) return "fault: " + form.fault().text();
  const auto value = form->only(name);
  return value ? std::string(*value) : "fault: " + value.fault().text();
}

TEST(Form, Decodes) {
  EXPECT_EQ(only("a=1&b=2", "b"), "2");
  EXPECT_EQ(only("a=x%2By%2F%3D%3d", "a"), "x+y/==");
  EXPECT_EQ(only("a=x+y", "a"), "x y");
  EXPECT_EQ(only("a%3D=1", "a="), "1");
  EXPECT_EQ(only("a=b=c", "a"), "b=c");
  EXPECT_EQ(only("a", "a"), "");
  EXPECT_EQ(only("&&a=1&", "a"), "1");
  EXPECT_EQ(only("a=%00", "a"), std::string(1, '\0'));
}

TEST(Form, RefusesWhatIsNotEncoded) {
  for (const std::string_view wrong :
       {"a=%", "a=%2", "a=%zz", "a=%2g", "a= ", "a=\n", "a=\xC3\xA9", "%=1", "a=%%20"}) {
    EXPECT_FALSE(decode_form(wrong)) << wrong;
  }
}

TEST(Form, TakesEachByteAnywhereOrNowhere) {
  for (int byte = 0; byte < 256; ++byte) {
    const char c = static_cast<char>(byte);
    const bool visible = byte > 0x20 && byte < 0x7F;
    if (c == '%' || c == '+' || c == '&') continue;  // these say something
    for (const std::size_t at : {0u, 7u, 31u, 39u}) {
      std::string value(40, 'a');
      value[at] = c;
      EXPECT_EQ(static_cast<bool>(decode_form("a=" + value)), visible) << byte << " at " << at;
    }
  }
}

TEST(Form, WantsAFieldExactlyOnce) {
  EXPECT_NE(only("a=1&a=1", "a").find("twice"), std::string::npos);
  EXPECT_NE(only("b=1", "a").find("does not have"), std::string::npos);
  EXPECT_NE(only("", "a").find("does not have"), std::string::npos);
}

TEST(Form, BoundsTheFields) {
  std::string body;
  for (std::size_t i = 0; i < limits::kFormFields; ++i) body += "a=1&";
  EXPECT_TRUE(decode_form(body));
  const auto more = decode_form(body + "a=1");
  ASSERT_FALSE(more);
  EXPECT_EQ(more.fault().code, FaultCode::kTooLarge);
}

TEST(Form, IsKnownByItsContentType) {
  Request request;
  EXPECT_FALSE(is_form(request));
  request.headers = {{"content-type", "application/x-www-form-urlencoded; charset=UTF-8"}};
  EXPECT_TRUE(is_form(request));
  request.headers = {{"Content-Type", "multipart/form-data"}};
  EXPECT_FALSE(is_form(request));
}

TEST(Guard, WaitsForTheWholeHead) {
  const std::string head = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";
  for (std::size_t i = 0; i < head.size(); ++i) {
    const HeadState state = check_head(std::string_view(head).substr(0, i));
    EXPECT_FALSE(state.problem) << i;
    EXPECT_EQ(state.length, 0u) << i;
  }
  EXPECT_EQ(check_head(head + "more").length, head.size());
}

Router router() {
  const auto say = [](std::string text) { return [text](const Request&) { return json(200, text); }; };
  return Router({{"GET", "/a", say("a")},
                 {"POST", "/a", say("post a")},
                 {"GET", "/a/*", say("below a")},
                 {"GET", "/*", say("anything")},
                 {"PUT", "/only", say("put")}});
}

std::string routed(std::string method, std::string path) {
  Request request = get(std::move(path));
  request.method = std::move(method);
  const Response response = router().answer(request);
  return std::to_string(response.status) + " " +
         (response.status == 200 ? *response.body : std::string(response.header("Allow")));
}

Request with_header(std::string name, std::string value) {
  Request request = get("/");
  request.headers = {{std::move(name), std::move(value)}};
  return request;
}

TEST(Cookie, IsReadStrictly) {
  const auto read = [](std::string header) { return cookie(with_header("Cookie", std::move(header)), "a"); };
  EXPECT_EQ(**read("b=2; a=1"), "1");
  EXPECT_EQ(**read("a="), "");
  EXPECT_FALSE(read("b=2")->has_value());
  EXPECT_FALSE(cookie(get("/"), "a")->has_value());
  for (const char* wrong : {"a=1; a=2", "a=1;b=2", "a", "a=\"1\"", "=1", "a=1,2", "a b=1"}) {
    const auto refused = read(wrong);
    EXPECT_FALSE(refused) << wrong;
  }
  Request twice = with_header("Cookie", "a=1");
  twice.headers.push_back(twice.headers.front());
  EXPECT_FALSE(cookie(twice, "a"));
}

TEST(Cookie, IsBoundedInNumber) {
  std::string header = "a=1";
  for (std::size_t i = 1; i < limits::kCookies; ++i) header += "; b=2";
  EXPECT_TRUE(cookie(with_header("Cookie", header), "a"));
  EXPECT_FALSE(cookie(with_header("Cookie", header + "; b=2"), "a"));
}

TEST(Cookie, IsWrittenForFrames) {
  EXPECT_EQ(*set_cookie("session", "abc", std::chrono::minutes(1)),
            "__Host-session=abc; Path=/; Secure; HttpOnly; SameSite=None; Partitioned; Max-Age=60");
  EXPECT_FALSE(set_cookie("__Host-a", "b", {}));
  EXPECT_FALSE(set_cookie("a", "b; Domain=evil", {}));
  EXPECT_FALSE(set_cookie("a", "b\r\nX: y", {}));
  EXPECT_TRUE(set_cookie("a", std::string(limits::kCookieBytes, 'a'), {}));
  EXPECT_FALSE(set_cookie("a", std::string(limits::kCookieBytes + 1, 'a'), {}));
}

TEST(Variants, GoByWhatTheClientTakes) {
  EXPECT_TRUE(accepts_encoding("gzip, br", "br"));
  EXPECT_TRUE(accepts_encoding("GZIP;q=0.1", "gzip"));
  EXPECT_TRUE(accepts_encoding("*", "br"));
  EXPECT_FALSE(accepts_encoding("br;q=0, *", "br"));
  EXPECT_FALSE(accepts_encoding("br; q=0.000", "br"));
  EXPECT_FALSE(accepts_encoding("xbr, brx", "br"));
  EXPECT_FALSE(accepts_encoding("", "gzip"));
}

TEST(Variants, EachHasItsOwnTag) {
  const std::string text(5000, 'a');
  const Variants variants = Variants::with_gzip(text);
  const Response plain = variants.answer(get("/"), "text/plain");
  Request request = with_header("Accept-Encoding", "gzip");
  const Response packed = variants.answer(request, "text/plain");
  EXPECT_EQ(*plain.body, text);
  EXPECT_EQ(plain.header("Content-Encoding"), "");
  EXPECT_EQ(packed.header("Content-Encoding"), "gzip");
  EXPECT_EQ(packed.body->substr(0, 2), "\x1f\x8b");
  EXPECT_LT(packed.body->size(), 100u);
  EXPECT_EQ(plain.header("Vary"), "Accept-Encoding");
  EXPECT_EQ(packed.header("Vary"), "Accept-Encoding");
  EXPECT_NE(plain.header("ETag"), packed.header("ETag"));
  request.headers.emplace_back("If-None-Match", std::string(packed.header("ETag")));
  EXPECT_EQ(variants.answer(request, "text/plain").status, 304);
  request.headers.back().second = std::string(plain.header("ETag"));
  EXPECT_EQ(variants.answer(request, "text/plain").status, 200);
}

TEST(Variants, AreNotMadeWhereTheySaveNothing) {
  const Response answer = Variants::with_gzip("a").answer(with_header("Accept-Encoding", "gzip"), "text/plain");
  EXPECT_EQ(answer.header("Content-Encoding"), "");
  EXPECT_EQ(answer.header("Vary"), "");
}

TEST(Router, FindsTheClosestRoute) {
  EXPECT_EQ(routed("GET", "/a"), "200 a");
  EXPECT_EQ(routed("HEAD", "/a"), "200 a");
  EXPECT_EQ(routed("POST", "/a"), "200 post a");
  EXPECT_EQ(routed("GET", "/a/b"), "200 below a");
  EXPECT_EQ(routed("GET", "/ab"), "200 anything");
}

TEST(Router, KnowsWhichHandlersMayWait) {
  const auto nothing = [](const Request&) { return Response(); };
  const Router table({{"GET", "/*", nothing}, {"POST", "/save", nothing, true}});
  Request save = get("/save");
  EXPECT_FALSE(table.waits(save));  // the path has another method only
  save.method = "POST";
  EXPECT_TRUE(table.waits(save));
  EXPECT_FALSE(table.waits(get("/a")));
  EXPECT_FALSE(Router({}).waits(get("/")));
  const auto briefly = [](const Request& request) { return request.query == "brief"; };
  const Router perhaps({{"GET", "/save", nothing, true, briefly}});
  EXPECT_TRUE(perhaps.waits(get("/save")));
  Request brief = get("/save");
  brief.query = "brief";
  EXPECT_FALSE(perhaps.waits(brief));
}

TEST(Router, SaysWhichMethodsThereAre) {
  EXPECT_EQ(routed("DELETE", "/a"), "405 GET, HEAD, POST");
  EXPECT_EQ(routed("get", "/a"), "405 GET, HEAD, POST");
  EXPECT_EQ(routed("GET", "/only"), "405 PUT");
  EXPECT_EQ(Router({}).answer(get("/")).status, 404);
}

/// A folder of its own for each test, gone afterwards.
class Files : public ::testing::Test {
 protected:
  void SetUp() override {
    folder = fs::temp_directory_path() / (std::string("presave-files-") +
                                          ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::remove_all(folder);
    fs::create_directories(folder / "web" / "assets");
    write("web/index.html", "index");
    write("web/assets/app.js", "code");
    write("web/assets/presave.wasm", "wasm");
    write("outside.txt", "not for the web");
  }
  void TearDown() override { fs::remove_all(folder); }
  void write(const std::string& name, const std::string& content) const {
    std::ofstream(folder / name) << content;
  }

  fs::path folder;
};

TEST_F(Files, AreServedWithTypeAndTag) {
  const auto files = StaticFiles::read(folder / "web");
  ASSERT_TRUE(files) << files.fault().text();
  const Response script = files->answer(get("/assets/app.js"));
  EXPECT_EQ(script.status, 200);
  EXPECT_EQ(*script.body, "code");
  EXPECT_EQ(script.header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(files->answer(get("/assets/presave.wasm")).header("Content-Type"), "application/wasm");
  EXPECT_EQ(*files->answer(get("/")).body, "index");

  Request again = get("/assets/app.js");
  again.headers = {{"If-None-Match", std::string(script.header("ETag"))}};
  const Response unchanged = files->answer(again);
  EXPECT_EQ(unchanged.status, 304);
  EXPECT_EQ(*unchanged.body, "");
  again.headers = {{"If-None-Match", "\"another\""}};
  EXPECT_EQ(files->answer(again).status, 200);
}

TEST_F(Files, CompressedOnesAreSentInPlaceOfTheirOriginals) {
  std::ofstream(folder / "web" / "assets" / "app.js.br") << "brotli";
  std::ofstream(folder / "web" / "assets" / "app.js.gz") << "gzip";
  std::ofstream(folder / "web" / "data.gz") << "a file of its own";
  const auto files = StaticFiles::read(folder / "web");
  ASSERT_TRUE(files) << files.fault().text();
  Request script = get("/assets/app.js");
  EXPECT_EQ(*files->answer(script).body, "code");
  script.headers = {{"Accept-Encoding", "gzip, br"}};
  EXPECT_EQ(*files->answer(script).body, "brotli");
  EXPECT_EQ(files->answer(script).header("Content-Type"), "text/javascript; charset=utf-8");
  script.headers = {{"Accept-Encoding", "gzip, br;q=0"}};
  EXPECT_EQ(*files->answer(script).body, "gzip");
  EXPECT_EQ(files->answer(get("/assets/app.js.br")).status, 404);
  EXPECT_EQ(*files->answer(get("/data.gz")).body, "a file of its own");
}

TEST_F(Files, NoPathLeadsOutOfTheFolder) {
  fs::create_symlink(folder / "outside.txt", folder / "web" / "link.txt");
  fs::create_directory_symlink(folder, folder / "web" / "up");
  const auto files = StaticFiles::read(folder / "web");
  ASSERT_TRUE(files);
  for (const char* path :
       {"/../outside.txt", "/assets/../../outside.txt", "/%2e%2e/outside.txt", "/..%2foutside.txt",
        "//outside.txt", "/link.txt", "/up/outside.txt", "/assets", "/assets/", "/./index.html",
        "/index.html%00.js", "\\..\\outside.txt", "index.html"}) {
    EXPECT_EQ(files->answer(get(path)).status, 404) << path;
  }
}

TEST_F(Files, AreReadOnceAtStart) {
  const auto files = StaticFiles::read(folder / "web");
  ASSERT_TRUE(files);
  write("web/late.html", "late");
  write("web/index.html", "changed");
  EXPECT_EQ(files->answer(get("/late.html")).status, 404);
  EXPECT_EQ(*files->answer(get("/")).body, "index");
}

TEST_F(Files, APageNeedsNoEnding) {
  write("web/embed.html", "embed");
  const auto files = StaticFiles::read(folder / "web");
  ASSERT_TRUE(files);
  const Response page = files->answer(get("/embed"));
  EXPECT_EQ(page.status, 200);
  EXPECT_EQ(*page.body, "embed");
  EXPECT_EQ(page.header("Content-Type"), "text/html; charset=utf-8");
  EXPECT_EQ(files->answer(get("/embe")).status, 404);
}

TEST_F(Files, AMissingFolderIsSaid) {
  const auto files = StaticFiles::read(folder / "nowhere");
  ASSERT_FALSE(files);
  EXPECT_NE(files.fault().text().find("nowhere"), std::string::npos);
}

TEST_F(Files, ReadFileIsBounded) {
  EXPECT_EQ(*read_file(folder / "outside.txt", 15), "not for the web");
  EXPECT_EQ(read_file(folder / "outside.txt", 14).fault().code, FaultCode::kTooLarge);
  EXPECT_EQ(read_file(folder / "none", 14).fault().code, FaultCode::kNotFound);
  EXPECT_EQ(read_file(folder, 14).fault().code, FaultCode::kUnreadable);
}

TEST(Text, CannotBreakOutOfItsPlace) {
  EXPECT_EQ(json_in_html(R"({"a":"</script><!--"})"), R"({"a":"\u003c/script>\u003c!--"})");
  EXPECT_EQ(html_text("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  EXPECT_EQ(json_text("a\"\n\xff"), "\"a\\\"\\n\xEF\xBF\xBD\"");
}

TEST(FrameSource, IsAnOriginOrAHostPattern) {
  for (const char* good :
       {"https://a.lightning.force.com", "https://*.my.salesforce.com", "http://localhost:8211"}) {
    EXPECT_TRUE(is_frame_source(good)) << good;
  }
  for (const char* bad :
       {"", "*", "https:", "https://", "a.com", "https://a.com/", "https://a.com; script-src *",
        "https://a.com,https://b.com", "'self'", "https://a b", "https://a:b", "https://a:", "https://*",
        "https://.a", "https://a:123456", "ftp://a", "https://a\r\nX: y"}) {
    EXPECT_FALSE(is_frame_source(bad)) << bad;
  }
}

TEST(SecurityPolicy, NamesTheFrameAncestors) {
  Response response = html(200, "");
  SecurityPolicy({"https://a", "https://b"}).apply(response);
  const std::string_view policy = response.header("Content-Security-Policy");
  EXPECT_EQ(policy.substr(policy.find("frame-ancestors")), "frame-ancestors https://a https://b");
  EXPECT_EQ(policy.find("unsafe-inline"), std::string_view::npos);
  Response framed_by_nobody = html(200, "");
  SecurityPolicy({}).apply(framed_by_nobody);
  const std::string_view none = framed_by_nobody.header("Content-Security-Policy");
  EXPECT_EQ(none.substr(none.find("frame-ancestors")), "frame-ancestors 'none'");
}

TEST(WantsJson, GoesByWhatIsNamedFirst) {
  const auto wants = [](std::string accept) {
    Request request;
    request.headers = {{"Accept", std::move(accept)}};
    return wants_json(request);
  };
  EXPECT_TRUE(wants("application/json"));
  EXPECT_TRUE(wants("application/problem+json, text/html;q=0.5"));
  EXPECT_FALSE(wants("text/html,application/json"));
  EXPECT_FALSE(wants("*/*"));
  EXPECT_FALSE(wants(""));
}

}  // namespace
}  // namespace presave::server::http
