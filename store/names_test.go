package store_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/store"
)

func TestNamesThatEveryEngineCanUse(t *testing.T) {
	long := strings.Repeat("x", store.MaxKey)
	for _, c := range []struct {
		name      string
		asName    error
		asKey     error
		forPrefix error
	}{
		{"a", nil, nil, nil},
		{"A-z_0.9", nil, nil, nil},
		{long, nil, nil, nil},
		{long + "x", store.ErrTooLarge, store.ErrTooLarge, store.ErrTooLarge},
		{"", store.ErrBadName, store.ErrBadName, nil},
		{"a/b@c:d+e", store.ErrBadName, nil, nil},
		{".a", store.ErrBadName, nil, nil},
		{"a..b", store.ErrBadName, nil, nil},
		{"a b", store.ErrBadName, store.ErrBadName, store.ErrBadName},
		{"a\x00b", store.ErrBadName, store.ErrBadName, store.ErrBadName},
		{"ü", store.ErrBadName, store.ErrBadName, store.ErrBadName},
	} {
		for check, pair := range map[string][2]error{
			"CheckName": {store.CheckName(c.name), c.asName}, "CheckKey": {store.CheckKey(c.name), c.asKey},
			"CheckPrefix": {store.CheckPrefix(c.name), c.forPrefix},
		} {
			if !errors.Is(pair[0], pair[1]) {
				t.Errorf("%s(%.20q) = %v, want %v", check, c.name, pair[0], pair[1])
			}
		}
	}
}
