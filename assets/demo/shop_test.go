package demo

import (
	"html"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// now is a Sunday in the tests' world.
func now() time.Time { return time.Date(2026, time.November, 22, 10, 0, 0, 0, time.UTC) }

// visitor is a browser without scripts: it keeps cookies and sends forms, over a real connection.
type visitor struct {
	t      *testing.T
	origin string
	client *http.Client
}

func newVisitor(t *testing.T) visitor {
	t.Helper()
	server := httptest.NewServer(New(Config{
		Base:    "/demo",
		SDK:     func(*http.Request) string { return "https://tandem.example/sdk.js" },
		SiteKey: "KEY",
		Now:     now,
		Static:  fstest.MapFS{"demo.css": {Data: []byte("body{}")}, "demo.js": {Data: []byte("1")}},
	}))
	t.Cleanup(server.Close)
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{}
	t.Cleanup(transport.CloseIdleConnections)
	return visitor{t, server.URL, &http.Client{Jar: jar, Transport: transport}}
}

// answer is a page after all redirects.
type answer struct {
	status int
	path   string
	body   string
	header http.Header
}

func (v visitor) do(r *http.Request) answer {
	v.t.Helper()
	response, err := v.client.Do(r)
	if err != nil {
		v.t.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		v.t.Fatal(err)
	}
	return answer{response.StatusCode, response.Request.URL.Path, string(body), response.Header}
}

func (v visitor) get(path string) answer {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodGet, v.origin+"/demo"+path, nil)
	if err != nil {
		v.t.Fatal(err)
	}
	return v.do(r)
}

func (v visitor) post(path string, form url.Values) answer {
	v.t.Helper()
	r, err := http.NewRequest(http.MethodPost, v.origin+"/demo"+path, strings.NewReader(form.Encode()))
	if err != nil {
		v.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.do(r)
}

func (v visitor) plant(name, value string) {
	v.t.Helper()
	u, err := url.Parse(v.origin + "/demo/")
	if err != nil {
		v.t.Fatal(err)
	}
	v.client.Jar.SetCookies(u, []*http.Cookie{{Name: name, Value: value, Path: "/demo"}})
}

func (a answer) wants(t *testing.T, status int, texts ...string) {
	t.Helper()
	if a.status != status {
		t.Errorf("status is %d, want %d", a.status, status)
	}
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Errorf("the page lacks %q", text)
		}
	}
}

func teapot(count string) url.Values {
	return url.Values{"ware": {"gull-teapot"}, "glaze": {"kelp"}, "size": {"four"}, "count": {count}}
}

// paths are all pages that a visitor reaches by links.
func paths() []string {
	return []string{"/", "/shop", "/shop?category=mugs&sort=price-up&glaze=tide&stock=in", "/shop/gull-teapot", "/shop/gull-teapot?glaze=oat",
		"/shop/oval-platter", "/search", "/search?q=tide", "/search?q=xyzzy", "/basket", "/stores", "/stores?area=marr", "/delivery", "/login", "/help",
		"/studio/", "/studio/shape", "/studio/glaze", "/studio/words", "/studio/review"}
}

func TestEveryPageCarriesTandemsTwoLines(t *testing.T) {
	v := newVisitor(t)
	for _, path := range append(paths(), "/nowhere", "/shop/nothing") {
		a := v.get(path)
		if n := strings.Count(a.body, `<script src="https://tandem.example/sdk.js" data-site="KEY" async></script>`); n != 1 {
			t.Errorf("%s loads the SDK %d times", path, n)
		}
		if n := strings.Count(a.body, "data-tandem-open"); n != 1 {
			t.Errorf("%s has %d entries to Tandem", path, n)
		}
	}
}

func TestPagesStandUnderAStrictContentPolicy(t *testing.T) {
	v := newVisitor(t)
	for _, path := range append(paths(), "/delivery/cost") {
		a := v.get(path)
		a.wants(t, http.StatusOK, `<html lang="en">`, "<title>")
		policy := a.header.Get("Content-Security-Policy")
		if !strings.HasPrefix(policy, "default-src 'self'; ") || strings.Contains(policy, "unsafe") {
			t.Errorf("%s: policy %q", path, policy)
		}
		for _, inline := range []string{" style=", "<style", " onclick=", "javascript:", "<script>"} {
			if strings.Contains(a.body, inline) {
				t.Errorf("%s has %q in it, which the policy forbids", path, inline)
			}
		}
		for _, outside := range []string{`src="http`, `href="http`, `src="//`, `href="//`} {
			for rest := a.body; ; {
				_, after, found := strings.Cut(rest, outside)
				if !found {
					break
				}
				if !strings.HasPrefix(outside+after, `src="https://tandem.example/sdk.js"`) {
					t.Errorf("%s reaches outside: %s%.40s", path, outside, after)
				}
				rest = after
			}
		}
	}
}

func TestEveryLinkAndPictureLeadsSomewhere(t *testing.T) {
	v := newVisitor(t)
	v.post("/basket/add", teapot("1"))
	seen := map[string]bool{}
	var follow func(path string)
	follow = func(path string) {
		if seen[path] {
			return
		}
		seen[path] = true
		a := v.get(path)
		if a.status != http.StatusOK {
			t.Errorf("%s answers %d", path, a.status)
		}
		if !strings.HasPrefix(a.header.Get("Content-Type"), "text/html") {
			return
		}
		for _, mark := range []string{` href="/demo`, ` src="/demo`} {
			for _, piece := range strings.Split(a.body, mark)[1:] {
				target, _, _ := strings.Cut(piece, `"`)
				follow(strings.ReplaceAll(target, "&amp;", "&"))
			}
		}
	}
	follow("/")
	if len(seen) < 150 {
		t.Errorf("only %d addresses found", len(seen))
	}
}

func TestTheShelvesHaveTwentyFourWaresInEveryGlazeOffered(t *testing.T) {
	v := newVisitor(t)
	stock := newCatalogue()
	if len(stock.wares) != 24 {
		t.Errorf("%d wares", len(stock.wares))
	}
	for _, w := range stock.wares {
		if _, ok := stock.category(w.category); !ok || len(w.glazes) == 0 || len(glazesOf(w)) != len(w.glazes) {
			t.Errorf("%s: shelf or glazes unknown", w.slug)
		}
		for _, glaze := range w.glazes {
			a := v.get("/art/" + w.slug + "/" + glaze + ".svg")
			a.wants(t, http.StatusOK, "<svg ", "<title>"+html.EscapeString(w.name)+", ")
			if a.header.Get("Content-Type") != "image/svg+xml" {
				t.Errorf("%s is %q", w.slug, a.header.Get("Content-Type"))
			}
		}
	}
}

func TestStaticFilesAreKeptForGoodByTheirVersion(t *testing.T) {
	v := newVisitor(t)
	_, rest, _ := strings.Cut(v.get("/").body, `href="/demo/static/demo.css`)
	query, _, _ := strings.Cut(rest, `"`)
	if keep := v.get("/static/demo.css" + query).header.Get("Cache-Control"); !strings.Contains(keep, "immutable") {
		t.Errorf("with its version: %q", keep)
	}
	if keep := v.get("/static/demo.css?v=old").header.Get("Cache-Control"); keep != "no-cache" {
		t.Errorf("with another version: %q", keep)
	}
	v.get("/static/").wants(t, http.StatusNotFound)
	v.get("/static/absent.js").wants(t, http.StatusNotFound)
}

func TestASiteWithoutSDKGetsNoneOfTandem(t *testing.T) {
	recorder := httptest.NewRecorder()
	New(Config{}).ServeHTTP(recorder, httptest.NewRequest(http.MethodGet, "/demo/", nil))
	if recorder.Code != http.StatusOK || strings.Contains(recorder.Body.String(), "data-site") {
		t.Errorf("status %d", recorder.Code)
	}
}
