package web

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/store"
)

func TestEveryErrorBecomesAProblemThatSaysNothingOfTheInside(t *testing.T) {
	for _, tell := range told() {
		r := refusalFor(fmt.Errorf("open /var/lib/tandem.db for Ada: %w", tell.is))
		if r.code != tell.code || r.status != tell.status || r.detail == "" || strings.Contains(r.detail, "Ada") || !r.code.Valid() {
			t.Errorf("%v became %+v", tell.is, r)
		}
	}
	for err, want := range map[error]struct {
		status int
		code   ProblemCode
	}{
		errors.New("secret"): {500, ProblemCodeInternal},
		&desk.ThrottledError{RetryAfter: 1500 * time.Millisecond}:    {429, ProblemCodeTooManyTries},
		&pairing.Throttled{RetryAfter: time.Minute}:                  {429, ProblemCodeTooManyTries},
		&desk.InvalidError{Field: "name", Wanted: "be short"}:        {400, ProblemCodeBadRequest},
		echo.NewHTTPError(http.StatusBadRequest, "secret"):           {400, ProblemCodeBadRequest},
		echo.NewHTTPError(http.StatusTeapot, "secret"):               {418, ProblemCodeInternal},
		fmt.Errorf("x: %w", store.ErrFull):                           {507, ProblemCodeStorage},
		fmt.Errorf("x: %w", &refusal{status: 403, code: "no_right"}): {403, ProblemCodeNoRight},
	} {
		r := refusalFor(err)
		if r.status != want.status || r.code != want.code || strings.Contains(r.detail, "secret") {
			t.Errorf("%v became %+v", err, r)
		}
	}
	if r := refusalFor(&desk.ThrottledError{RetryAfter: 1500 * time.Millisecond}); seconds(r.retry) != 2 {
		t.Errorf("a wait of 1.5 s is told as %d", seconds(r.retry))
	}
}
