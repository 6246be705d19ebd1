package web

import (
	"compress/gzip"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"
)

func zippedAnswer(t *testing.T, z *zips, answer echo.HandlerFunc) *http.Response {
	t.Helper()
	e := echo.New()
	e.GET("/", answer, z.middleware)
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.Header.Set("Accept-Encoding", "gzip, br")
	w := httptest.NewRecorder()
	e.ServeHTTP(w, r)
	return w.Result()
}

func TestLongTextIsCompressedAndTheRestIsNot(t *testing.T) {
	long := strings.Repeat("a line of text\n", 1000)
	for name, c := range map[string]struct {
		answer echo.HandlerFunc
		status int
		zipped bool
		body   string
	}{
		"long text":  {func(c echo.Context) error { return c.String(200, long) }, 200, true, long},
		"long JSON":  {func(c echo.Context) error { return c.JSONBlob(200, []byte(`"`+long[:9000]+`"`)) }, 200, true, `"` + long[:9000] + `"`},
		"in pieces":  {func(c echo.Context) error { return inPieces(c, long) }, 200, true, long},
		"short":      {func(c echo.Context) error { return c.String(200, "short") }, 200, false, "short"},
		"at 1,023":   {func(c echo.Context) error { return c.String(200, long[:zipFrom-1]) }, 200, false, long[:zipFrom-1]},
		"at 1,024":   {func(c echo.Context) error { return c.String(200, long[:zipFrom]) }, 200, true, long[:zipFrom]},
		"a picture":  {func(c echo.Context) error { return c.Blob(200, "image/png", []byte(long)) }, 200, false, long},
		"a part":     {func(c echo.Context) error { return c.String(http.StatusPartialContent, long) }, 206, false, long},
		"no content": {func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }, 204, false, ""},
		"an error":   {func(echo.Context) error { return echo.NewHTTPError(http.StatusTeapot, "tea") }, 418, false, "{\"message\":\"tea\"}\n"},
		"flushed":    {func(c echo.Context) error { return flushed(c, "now", long) }, 200, false, "now" + long},
	} {
		t.Run(name, func(t *testing.T) {
			res := zippedAnswer(t, newZips(), c.answer)
			body := io.Reader(res.Body)
			if zipped := res.Header.Get("Content-Encoding") == "gzip"; zipped != c.zipped {
				t.Errorf("compressed: %v", zipped)
			} else if zipped {
				unzip, err := gzip.NewReader(body)
				if err != nil {
					t.Fatal(err)
				}
				body = unzip
			}
			got, err := io.ReadAll(body)
			if err != nil || string(got) != c.body || res.StatusCode != c.status || res.Header.Get("Vary") != "Accept-Encoding" {
				t.Errorf("%d, %d bytes, %v, %v; want %d, %d bytes", res.StatusCode, len(got), res.Header, err, c.status, len(c.body))
			}
		})
	}
}

func inPieces(c echo.Context, text string) error {
	c.Response().WriteHeader(http.StatusOK)
	for len(text) > 0 {
		n := min(100, len(text))
		if _, err := c.Response().Write([]byte(text[:n])); err != nil {
			return err
		}
		text = text[n:]
	}
	return nil
}

func flushed(c echo.Context, first, rest string) error {
	if err := c.String(http.StatusOK, first); err != nil {
		return err
	}
	c.Response().Flush()
	_, err := c.Response().Write([]byte(rest))
	return err
}

// The ninth long answer at once leaves as it is; a compressor comes back also from an answer that failed.
func TestCompressorsAreFewAndComeBack(t *testing.T) {
	z := newZips()
	long := strings.Repeat("x", 2*zipFrom)
	var nested func(depth int) echo.HandlerFunc
	encodings := make([]string, 0, maxZips+1)
	nested = func(depth int) echo.HandlerFunc {
		return func(c echo.Context) error {
			if err := c.String(http.StatusOK, long); err != nil {
				return err
			}
			if depth < maxZips {
				encodings = append(encodings, zippedAnswer(t, z, nested(depth+1)).Header.Get("Content-Encoding"))
			}
			return errors.New("after the answer")
		}
	}
	encodings = append(encodings, zippedAnswer(t, z, nested(0)).Header.Get("Content-Encoding"))
	if encodings[0] != "" || encodings[maxZips] != "gzip" {
		t.Errorf("innermost first: %q", encodings)
	}
	if len(z.free) != maxZips {
		t.Errorf("%d compressors of %d are back", len(z.free), maxZips)
	}
}
