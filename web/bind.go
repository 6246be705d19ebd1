package web

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"
)

// strictJSON reads bodies as exactly one JSON value without unknown fields; echo's own binder also takes forms, XML and queries.
type strictJSON struct{}

// Bind implements echo.Binder.
func (strictJSON) Bind(into any, c echo.Context) error {
	kind, _, err := mime.ParseMediaType(c.Request().Header.Get(echo.HeaderContentType))
	if err != nil || kind != "application/json" {
		return errMediaType
	}
	body, err := io.ReadAll(c.Request().Body)
	if err != nil {
		return bodyError(err)
	}
	return decodeStrict(body, into)
}

// sdkBody takes the one of the two ways in which an SDK call's body may come.
func sdkBody[T any](asJSON *T, asText *string) (T, error) {
	var v T
	switch {
	case asJSON != nil:
		return *asJSON, nil
	case asText != nil:
		return v, decodeStrict([]byte(*asText), &v)
	}
	return v, errMediaType
}

func decodeStrict(body []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return jsonError(err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return badRequest("", "The body must be one JSON object.")
	}
	return nil
}

// jsonError names the field at fault where encoding/json does.
func jsonError(err error) error {
	var wrong *json.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return badRequest(wrong.Field, "The field "+wrong.Field+" must not be "+wrong.Value+".")
	}
	if field, ok := strings.CutPrefix(err.Error(), "json: unknown field "); ok {
		return badRequest(strings.Trim(field, `"`), "There is no field "+field+".")
	}
	return badRequest("", "The body must be one JSON object.")
}

// bodyError tells a body that is too large from one that did not arrive.
func bodyError(err error) error {
	var fromEcho *echo.HTTPError
	if errors.As(err, &fromEcho) && fromEcho.Code == http.StatusRequestEntityTooLarge {
		return err
	}
	return badRequest("", "The body did not arrive whole.")
}
