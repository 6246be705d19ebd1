package web

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"strings"
	"sync"

	"github.com/labstack/echo/v4"
)

// How long a browser may use a file without asking again whether it changed (it then gets 304 if it did not). Names are stable, so there
// is always an ETag. On a customer's site every page loads sdk.js: asking each time would put a round trip before each resume, so that
// a minute is granted, and a further ten in which the browser asks behind the page's back. The blank page in which the console builds the
// customer's is wanted again whenever a link is made anew, often because a network is gone: it must not have to come over that.
const (
	keepConsole = "no-cache"
	keepBlank   = "private, max-age=3600"
	keepSDK     = "public, max-age=60, stale-while-revalidate=600"
)

// files are the front end's files, ready to be sent: there are few of them, and they cannot change while the server runs.
type files struct{ byPath map[string]*file }

type file struct {
	kind   string
	tag    string
	body   []byte
	zipped func() []byte // nil result: not worth it
}

func newFiles(dist fs.FS) (*files, error) {
	out := &files{map[string]*file{}}
	err := fs.WalkDir(dist, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		body, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		out.byPath["/"+name] = newFile(name, body)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("web: read the front end: %w", err)
	}
	out.markEdition()
	return out, nil
}

func newFile(name string, body []byte) *file {
	sum := sha256.Sum256(body)
	kind := mime.TypeByExtension(path.Ext(name))
	f := &file{kind: kind, tag: base64.RawURLEncoding.EncodeToString(sum[:12]), body: body}
	f.zipped = sync.OnceValue(func() []byte {
		if !strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "javascript") && !strings.Contains(kind, "json") && !strings.Contains(kind, "svg") {
			return nil
		}
		var b bytes.Buffer
		z, err := gzip.NewWriterLevel(&b, gzip.BestCompression)
		if err != nil {
			return nil
		}
		if _, err := z.Write(body); err != nil || z.Close() != nil || b.Len() >= len(body) {
			return nil
		}
		return b.Bytes()
	})
	return f
}

// serve answers with a file under its path. /console/ is the console's page; its views are behind the "#".
func (fs *files) serve(c echo.Context) error {
	name := c.Request().URL.Path
	if strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	f, ok := fs.byPath[name]
	if !ok {
		return errNotFound
	}
	h := c.Response().Header()
	keep := keepConsole
	switch {
	case isSDK(name):
		keep = keepSDK
	case name == blankPage:
		keep = keepBlank
	}
	h.Set("Cache-Control", keep)
	h.Set("Vary", "Accept-Encoding")
	body, tag := f.body, f.tag
	if strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") && f.zipped() != nil {
		body, tag = f.zipped(), f.tag+"-gz"
		h.Set("Content-Encoding", "gzip")
	}
	tag = `"` + tag + `"`
	h.Set("ETag", tag)
	if strings.Contains(c.Request().Header.Get("If-None-Match"), tag) {
		h.Del("Content-Encoding")
		return c.NoContent(http.StatusNotModified)
	}
	return c.Blob(http.StatusOK, f.kind, body)
}
