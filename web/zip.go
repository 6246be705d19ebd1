package web

import (
	"compress/gzip"
	"io"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

const (
	// zipFrom is the length in bytes from which an answer is worth compressing: below it, it fits one packet anyway.
	zipFrom = 1 << 10
	// maxZips at work at once. Each takes 800 KB (package compress/flate), so that answers beyond that leave as they are.
	maxZips = 8
)

// zips compresses answers. echo's middleware of the same purpose gives a compressor to every answer, the shortest as well, and keeps as many as
// there ever were requests at a time: 50 MB for 64 customers who give their codes together.
type zips struct{ free chan *gzip.Writer }

func newZips() *zips {
	z := &zips{free: make(chan *gzip.Writer, maxZips)}
	for range maxZips {
		z.free <- gzip.NewWriter(io.Discard) // takes next to nothing before it is used
	}
	return z
}

func (z *zips) middleware(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		res := c.Response()
		res.Header().Add("Vary", "Accept-Encoding")
		if !strings.Contains(c.Request().Header.Get("Accept-Encoding"), "gzip") || c.Request().Method == http.MethodHead {
			return next(c)
		}
		w := &zipped{ResponseWriter: res.Writer, zips: z}
		res.Writer = w
		err := next(c)
		res.Writer = w.ResponseWriter // for an error, which is written by others
		if wrong := w.end(); err == nil {
			err = wrong
		}
		return err
	}
}

// zipped holds an answer back until it is known whether to compress it.
type zipped struct {
	http.ResponseWriter
	zips *zips
	code int // 0 before WriteHeader
	held []byte
	// begun: what was held is on its way, through with if that is not nil.
	begun bool
	with  *gzip.Writer
}

func (w *zipped) WriteHeader(code int) {
	switch {
	case code < http.StatusOK: // there is another one to come
		w.ResponseWriter.WriteHeader(code)
	case w.code == 0:
		w.code = code
	}
}

func (w *zipped) Write(b []byte) (int, error) {
	if w.code == 0 {
		w.code = http.StatusOK
	}
	switch {
	case w.with != nil:
		return w.with.Write(b)
	case w.begun:
		return w.ResponseWriter.Write(b)
	}
	w.held = append(w.held, b...)
	if len(w.held) < zipFrom {
		return len(b), nil
	}
	return len(b), w.begin(true)
}

// Flush implements http.Flusher: who flushes wants what there is to arrive, however short.
func (w *zipped) Flush() {
	if !w.begun && w.begin(false) != nil {
		return
	}
	if w.with != nil && w.with.Flush() != nil {
		return
	}
	_ = http.NewResponseController(w.ResponseWriter).Flush() // what cannot be flushed arrives at the end
}

// Unwrap lets http.ResponseController find what it looks for.
func (w *zipped) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// begin sends what was held, compressed if it is worth it and a compressor is free.
func (w *zipped) begin(worth bool) error {
	w.begun = true
	header := w.Header()
	if header.Get("Content-Type") == "" {
		header.Set("Content-Type", http.DetectContentType(w.held))
	}
	if worth && w.code == http.StatusOK && header.Get("Content-Encoding") == "" && compressible(header.Get("Content-Type")) {
		select {
		case w.with = <-w.zips.free:
			header.Set("Content-Encoding", "gzip")
			header.Del("Content-Length")
			w.with.Reset(w.ResponseWriter)
		default:
		}
	}
	w.ResponseWriter.WriteHeader(w.code)
	_, err := w.Write(w.held)
	w.held = nil
	return err
}

// end sends what is still held, and gives the compressor back.
func (w *zipped) end() error {
	if w.with != nil {
		err := w.with.Close()
		w.with.Reset(io.Discard)
		w.zips.free <- w.with
		return err
	}
	if w.begun || w.code == 0 {
		return nil
	}
	if len(w.held) == 0 {
		w.ResponseWriter.WriteHeader(w.code)
		return nil
	}
	return w.begin(false)
}

// compressible leaves out pictures, fonts and the like, which are compressed already.
func compressible(contentType string) bool {
	for _, sort := range []string{"text/", "application/json", "application/problem+json", "application/javascript", "application/yaml", "image/svg"} {
		if strings.HasPrefix(contentType, sort) {
			return true
		}
	}
	return false
}
