// Package web is the HTTP edge of a Tandem server: it decides who may call what, turns requests into calls of the packages below and their
// errors into problems. It has no rules of its own about codes, sessions or staff.
//
//	                        ┌ headers, limits, address ┐
//	/api/v1/*     ──────────┤ access (access.go):      ├──► generated strict server (api.gen.go) ──► operations_*.go ──► desk, Pairings
//	                        │  session   cookie, own origin, scs
//	                        │  token     Authorization: Bearer
//	                        │  customer  Origin on the site's list, CORS
//	/ws/agent     ──────────┤ cookie, own origin       ├──► Hub.ServeAgent      (the hub checks messages)
//	/ws/customer  ──────────┤ (the hub checks hello)   ├──► Hub.ServeCustomer
//	/sdk.js, /sdk/*, /console/*, /demo/*             ──► embedded files, the demo shop
//	/healthz, /readyz, /api/v1/openapi.yaml
//
//	any error ──► fail (problems.go) ──► application/problem+json with a stable code
//
// The interface is written down in openapi.yaml; api.gen.go and the console's types are generated from it.
package web
