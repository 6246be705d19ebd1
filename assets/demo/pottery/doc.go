// Package pottery draws the wares of the demo shop as SVG. Every picture is computed: a vessel is a profile turned
// about its axis, as on a wheel, and glaze, dip line, speckles, handles and spouts are laid over it.
//
//	profile (radius, height) ──spline──▶ outline ──▶ clay body
//	                                        │ clip
//	glaze, dip line, pattern, speckles ─────┴──────▶ glazed body ──▶ rim ──▶ shade
//	parts behind (handle, stems, leaves) ◀── order ──▶ parts in front (spout, flame)
//
// Drawings are deterministic: the same piece in the same glaze gives the same bytes, so a browser may keep them.
// They use presentation attributes only, neither style attributes nor scripts, and so live under the strictest
// content security policy. Nothing here is held between calls.
package pottery
