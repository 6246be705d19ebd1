// Package demo is Saltgrove Pottery, a shop that does not exist: the site on which Tandem is shown and tested. It is
// what a customer's site usually is, pages rendered on a server with forms and real navigation, and has one of
// everything that is hard to share: a carousel, a modal dialog, boxes that scroll, a map, a frame, a basket, a
// checkout with password and card, and a corner that is a single-page application (the studio).
//
//	browser ──▶ ServeMux ──▶ guard (cross-origin, size of the form, query) ──▶ handler ──▶ page ──▶ layout ──▶ HTML
//	                                                                     │
//	                                        basket cookie ──decode──▶ lines, checked against the catalogue
//	                                                                     └── error ──▶ problem page with its status
//
// The shop keeps nothing: the catalogue is fixed, the basket lives in a cookie that is distrusted like any other input,
// and an order ends in a number on a page. Nothing is sold, charged or sent. Pictures come from package pottery.
//
// Every page but those made for a frame carries Tandem's two lines of HTML. Each answer has a content security policy
// of default-src 'self' plus the host of the SDK, so the shop also proves what a strict site must allow.
package demo
