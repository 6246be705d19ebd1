package web

import (
	"net/http"

	"github.com/labstack/echo/v4"

	"github.com/tandem-cobrowse/tandem/desk"
)

// previewPage is framed by the console, which builds a frame of its own in it for the page that an agent wants to look at (I10). The console's policy
// lets in nothing but this; this one lets in the one origin that was asked for. There is nothing to run here, and nothing to see but that frame.
const previewPage = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="tandem-preview"><title>Preview</title></head><body></body></html>`

// servePreview answers with an empty page that may frame one origin, if that is a site's. Only origins are asked for: which page it is, the server
// does not learn.
func (s *Server) servePreview(c echo.Context) error {
	origin, err := desk.CleanOrigin(c.QueryParam("origin"))
	if err != nil {
		return err
	}
	known, err := s.desk.OriginKnown(c.Request().Context(), origin)
	if err != nil {
		return err
	}
	if !known {
		return errNotFound
	}
	h := c.Response().Header()
	h.Set("Content-Security-Policy", "default-src 'none'; frame-src "+origin+"; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
	h.Set("X-Frame-Options", "SAMEORIGIN")
	h.Set("Cache-Control", "no-store")
	return c.HTML(http.StatusOK, previewPage)
}
