package main

import (
	"strings"
	"testing"
)

func TestEveryAnswerCarriesThePolicyOfItsPlace(t *testing.T) {
	r := start(t)
	b := r.browser()
	for _, c := range []struct {
		path   string
		header string
		wanted string // a part of it; "" means that it must not be there
	}{
		{"/console/", "Content-Security-Policy", "script-src 'self';"},
		{"/console/", "Content-Security-Policy", "require-trusted-types-for 'script'"},
		{"/console/", "Content-Security-Policy", "frame-ancestors 'none'"},
		{"/console/", "X-Frame-Options", "DENY"},
		{"/console/", "Cross-Origin-Opener-Policy", "same-origin"},
		{"/console/", "Access-Control-Allow-Origin", ""},
		{"/console/", "Cache-Control", "no-cache"},
		{"/console/replica.html", "Content-Security-Policy", "sandbox allow-same-origin"},
		{"/console/replica.html", "Content-Security-Policy", "default-src 'none'"},
		{"/console/replica.html", "Content-Security-Policy", "form-action 'none'"},
		{"/console/replica.html", "X-Frame-Options", "SAMEORIGIN"},
		{"/console/replica.html", "Cache-Control", "max-age=3600"},
		{"/sdk.js", "Access-Control-Allow-Origin", "*"},
		{"/sdk.js", "Cross-Origin-Resource-Policy", "cross-origin"},
		{"/sdk.js", "Content-Type", "text/javascript"},
		{"/sdk/widget.js", "Access-Control-Allow-Origin", "*"},
		{"/sdk/widget.js", "Content-Type", "text/javascript"},
		{"/api/v1/me", "Cache-Control", "no-store"},
		{"/api/v1/me", "Content-Security-Policy", "default-src 'none'"},
		{"/api/v1/me", "Access-Control-Allow-Origin", ""},
		{"/api/v1/openapi.yaml", "Content-Type", "yaml"},
		{"/healthz", "Content-Type", "text/plain"},
		{"/readyz", "X-Content-Type-Options", "nosniff"},
		{"/demo/", "Content-Security-Policy", "default-src 'self'"},
	} {
		got := b.call("GET", c.path, nil).Header.Values(c.header)
		if c.wanted == "" && len(got) > 0 || c.wanted != "" && (len(got) != 1 || !strings.Contains(got[0], c.wanted)) {
			t.Errorf("%s: %s is %q, want %q", c.path, c.header, got, c.wanted)
		}
		if policy := b.call("GET", c.path, nil).Header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe-eval") || strings.Contains(policy, "script-src 'unsafe") {
			t.Errorf("%s: %s", c.path, policy)
		}
	}
	for _, path := range []string{"/healthz", "/readyz", "/api/v1/openapi.yaml", "/console/", "/demo/", "/"} {
		b.call("GET", path, nil).want(t, 200, "")
	}
	missing := b.call("GET", "/console/none.js", nil)
	if missing.StatusCode != 404 || !strings.HasPrefix(missing.Header.Get("Content-Type"), "text/plain") {
		t.Errorf("%s %s", missing.Status, missing.Header.Get("Content-Type"))
	}
}
