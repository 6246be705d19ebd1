// Package desk is the people's side of a Tandem server: who works here, on which sites they help, and which programs may ask for codes.
//
//	first start ──► FirstRun ── a set-up link, once ──► SetUp ──► the first administrator
//
//	sign-in ──► SignIn ──► throttle (address, account) ──► argon2id (few at once) ──► Person
//	console ──► Person, People, AddPerson, RemovePerson      unique e-mail, never without an administrator
//	         ──► Sites, AddSite, RemoveSite                  key for the page, origins that may use it
//	         ──► Tokens, AddToken, RemoveToken               256 bit, kept hashed, shown once
//	         ──► Groups, ChangePerson, RightsOf              role, changed by groups, changed by the person
//	         ──► Canned, SiteDesk, Hours                     texts, looks and rules, service hours by time zone
//	forgotten ─► RequestReset ── a link by mail, once ──► Reset
//	         ──► Favourites, AddFavourite, …                 pages to lead customers to: one's own, and those that all have
//
// Everything is a record in one of the store's buckets (keys.go lists them), and whatever may happen only once is one compare-and-set:
// an e-mail address is taken by creating its key, the first administrator by creating the guard record. Where two records belong
// together, the order of the writes is such that a crash between them leaves nothing worse than a record that is taken over or
// completed the next time.
//
// The desk knows nothing of HTTP, codes or sockets. What happens live is in floor, who is offered to whom in routing,
// what is over in history.
package desk
