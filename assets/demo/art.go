package demo

import (
	"bytes"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

// artKeep lets a browser keep a picture for an hour: it changes only with a new version of the shop.
const artKeep = "public, max-age=3600"

func (s *shop) artURL(slug, glaze string) string {
	return s.url("/art/" + slug + "/" + glaze + ".svg")
}

// mugURL is the picture of a mug from the studio.
func (s *shop) mugURL(m pottery.Mug, glaze string) string {
	q := url.Values{"h": {strconv.Itoa(m.Height)}, "r": {strconv.Itoa(m.Rim)}, "b": {strconv.Itoa(m.Belly)}, "d": {strconv.Itoa(m.Dip)}}
	if m.Words != "" {
		q.Set("w", m.Words)
	}
	return s.url("/art/studio/" + glaze + ".svg?" + q.Encode())
}

func noPicture() error { return notFound("No such picture", "We have no picture of this.") }

func (s *shop) art(w http.ResponseWriter, r *http.Request) error {
	gl, ok := glazeOfFile(r)
	if !ok {
		return noPicture()
	}
	title := r.PathValue("slug")
	if known, found := s.stock.onShelf(title); found {
		title = known.name + ", " + gl.Name
	}
	drawing, ok := pottery.Draw(r.PathValue("slug"), title, gl)
	if !ok {
		return noPicture()
	}
	return serveDrawing(w, r, drawing)
}

func (s *shop) mugArt(w http.ResponseWriter, r *http.Request) error {
	gl, ok := glazeOfFile(r)
	if !ok {
		return noPicture()
	}
	mug, err := readMug(r.Form)
	if err != nil {
		return err
	}
	return serveDrawing(w, r, pottery.DrawMug(mug, gl))
}

func (s *shop) sceneArt(w http.ResponseWriter, r *http.Request) error {
	name, ok := strings.CutSuffix(r.PathValue("file"), ".svg")
	drawing, found := pottery.Scene(name)
	if !ok || !found {
		return noPicture()
	}
	return serveDrawing(w, r, drawing)
}

func glazeOfFile(r *http.Request) (pottery.Glaze, bool) {
	name, ok := strings.CutSuffix(r.PathValue("file"), ".svg")
	if !ok {
		return pottery.Glaze{}, false
	}
	return pottery.GlazeBySlug(name)
}

func serveDrawing(w http.ResponseWriter, r *http.Request, drawing g.Node) error {
	var b bytes.Buffer
	if err := drawing.Render(&b); err != nil {
		return err
	}
	serveBytes(w, r, "image/svg+xml", artKeep, version(b.Bytes()), b.Bytes())
	return nil
}
