package web

import (
	_ "embed"
	"net/http"

	"github.com/labstack/echo/v4"
)

//go:embed openapi.yaml
var specification []byte

// serveSpecification shows the interface's description, for people and generators alike.
func serveSpecification(c echo.Context) error {
	c.Response().Header().Set("Access-Control-Allow-Origin", "*")
	return c.Blob(http.StatusOK, "application/yaml; charset=utf-8", specification)
}
