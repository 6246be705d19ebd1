package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"mime"
	"net/http"
	"path"
	"time"
)

// staticFiles are the built files by name, read once: they are small and come from the binary itself.
type staticFiles map[string]staticFile

type staticFile struct {
	body []byte
	// version changes with the content. Addresses carry it, so that a browser can keep the file for good.
	version string
}

// newStaticFiles reads all of fsys. A file that cannot be read is left out and answers 404, as an absent one does.
func newStaticFiles(fsys fs.FS) staticFiles {
	files := staticFiles{}
	if fsys == nil {
		return files
	}
	_ = fs.WalkDir(fsys, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return nil //nolint:nilerr // see above: what cannot be read is absent
		}
		if body, err := fs.ReadFile(fsys, name); err == nil {
			files[name] = staticFile{body, version(body)}
		}
		return nil
	})
	return files
}

// version is eight hex digits of a content's hash.
func version(body []byte) string {
	sum := sha256.Sum256(body)
	return hex.EncodeToString(sum[:4])
}

// staticURL is the address of a built file, with its version.
func (s *shop) staticURL(name string) string {
	return s.url("/static/" + name + "?v=" + s.static[name].version)
}

func (s *shop) serveStatic(w http.ResponseWriter, r *http.Request) error {
	name := r.PathValue("file")
	file, ok := s.static[name]
	if !ok {
		return notFound("No such file", "The shop has no file of this name.")
	}
	keep := "no-cache"
	if r.Form.Get("v") == file.version {
		keep = "public, max-age=31536000, immutable"
	}
	serveBytes(w, r, mime.TypeByExtension(path.Ext(name)), keep, file.version, file.body)
	return nil
}

// serveBytes answers with a body that a browser may keep and ask after by its version.
func serveBytes(w http.ResponseWriter, r *http.Request, kind, keep, version string, body []byte) {
	header := w.Header()
	if kind != "" {
		header.Set("Content-Type", kind)
	}
	header.Set("Cache-Control", keep)
	header.Set("Etag", `"`+version+`"`)
	header.Set("X-Content-Type-Options", "nosniff")
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}
