package desk

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// The buckets. A record's key is an id unless said otherwise; values are JSON.
const (
	bucketStaff    = "desk.staff"
	bucketEmails   = "desk.emails"   // digest of the address → whose it is
	bucketGuard    = "desk.guard"    // one record: the administrators' ids
	bucketSetUp    = "desk.setup"    // digest of a set-up token
	bucketSites    = "desk.sites"    //
	bucketSiteKeys = "desk.sitekeys" // site key → site id
	bucketOrigins  = "desk.origins"  // digest of an origin "/" site id
	bucketTokens   = "desk.tokens"   // digest of the token
	bucketGroups   = "desk.groups"   //
	bucketCanned   = "desk.canned"   // scope "/" owner "/" short name "/" language
	bucketSiteDesk = "desk.sitedesk" // site id
	bucketResets   = "desk.resets"   // digest of a reset link's token
	bucketHeirs    = "desk.heirs"    // removed group → the group that its visitors and staff went to

	bucketFavourites = "desk.favourites" // person (or "all") "/" id
)

const guardKey = "administrators"

// lowerBase32 has no padding and no letters that people mistake for each other's case.
func lowerBase32(b []byte) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
}

// newID returns 128 random bits. Ids are not secrets.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return lowerBase32(b[:])
}

// newSecret returns 256 random bits, for tokens.
func newSecret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// digest is what is kept of a secret. The secrets are 256 random bits, so that one round of SHA-256 without salt is enough, and the digest
// can be the key under which a record is found: nothing is compared byte by byte.
func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
