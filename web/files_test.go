package web

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/labstack/echo/v4"
)

var script = strings.Repeat("console.log('hello');\n", 200)

func serveFile(t *testing.T, header http.Header, path string) *http.Response {
	t.Helper()
	f, err := newFiles(fstest.MapFS{
		"sdk.js":             {Data: []byte(script)},
		"console/index.html": {Data: []byte("<!doctype html>")},
		"console/logo.png":   {Data: bytes.Repeat([]byte{7}, 4096)},
	})
	if err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header = header
	w := httptest.NewRecorder()
	if err := f.serve(echo.New().NewContext(r, w)); err != nil {
		w.WriteHeader(refusalFor(err).status)
	}
	return w.Result()
}

func TestAFileIsSentOnceAndThenOnlyConfirmed(t *testing.T) {
	for _, accept := range []string{"", "gzip, br"} {
		h := http.Header{"Accept-Encoding": {accept}}
		first := serveFile(t, h, "/sdk.js")
		tag := first.Header.Get("ETag")
		if first.StatusCode != 200 || tag == "" || !strings.Contains(first.Header.Get("Cache-Control"), "max-age=60") {
			t.Errorf("%q: %s %v", accept, first.Status, first.Header)
		}
		h.Set("If-None-Match", tag)
		again := serveFile(t, h, "/sdk.js")
		if body, err := io.ReadAll(again.Body); again.StatusCode != 304 || len(body) != 0 || err != nil || again.Header.Get("Content-Encoding") != "" {
			t.Errorf("%q: %s with %d bytes", accept, again.Status, len(body))
		}
		h.Set("If-None-Match", `"other"`)
		if changed := serveFile(t, h, "/sdk.js"); changed.StatusCode != 200 {
			t.Errorf("after a change: %s", changed.Status)
		}
	}
}

func TestTextIsCompressedAndPicturesAreNot(t *testing.T) {
	got := serveFile(t, http.Header{"Accept-Encoding": {"gzip"}}, "/sdk.js")
	if got.Header.Get("Content-Encoding") != "gzip" {
		t.Fatalf("%v", got.Header)
	}
	z, err := gzip.NewReader(got.Body)
	if err != nil {
		t.Fatal(err)
	}
	if body, err := io.ReadAll(z); err != nil || string(body) != script {
		t.Errorf("%d bytes, %v", len(body), err)
	}
	if got := serveFile(t, http.Header{"Accept-Encoding": {"gzip"}}, "/console/logo.png"); got.Header.Get("Content-Encoding") != "" {
		t.Error("a picture was compressed again")
	}
}

func TestOnlyFilesThatAreThereAreServed(t *testing.T) {
	if got := serveFile(t, http.Header{}, "/console/"); got.StatusCode != 200 || got.Header.Get("Cache-Control") != "no-cache" {
		t.Errorf("%s %v", got.Status, got.Header)
	}
	for _, path := range []string{"/console", "/console/../sdk.js", "/sdk/../../openapi.yaml", "/console/none.js", "/sdk/"} {
		if got := serveFile(t, http.Header{}, path); got.StatusCode != 404 {
			t.Errorf("%s: %s", path, got.Status)
		}
	}
}
