package main

import (
	"strings"
	"testing"
)

func TestThePreviewFramesOneOriginOfASite(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	got := ada.call("GET", "/console/preview?origin="+r.shop(), nil).want(t, 200, "")
	if policy := got.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "default-src 'none'; frame-src "+r.shop()+";") || !strings.Contains(policy, "frame-ancestors 'self'") {
		t.Errorf("policy %q", policy)
	}
	if got.Header.Get("X-Frame-Options") != "SAMEORIGIN" || got.Header.Get("Cache-Control") != "no-store" || strings.Contains(string(got.body), "<script") {
		t.Errorf("%v\n%s", got.Header, got.body)
	}
	for origin, status := range map[string]int{
		"https://evil.example": 404, "": 400, "https://evil.example;script-src%20*": 400, "https://evil.example%0d%0aX-Evil:%201": 400, "*": 400, "'self'": 400, r.shop() + "/demo/": 400,
	} {
		if got := ada.call("GET", "/console/preview?origin="+origin, nil); got.StatusCode != status {
			t.Errorf("%q: %s, want %d", origin, got.Status, status)
		}
	}
	if got := r.browser().call("GET", "/console/preview?origin="+r.shop(), nil); got.StatusCode != 401 {
		t.Errorf("a stranger: %s", got.Status)
	}
}
