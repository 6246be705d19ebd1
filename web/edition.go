package web

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"maps"
	"slices"
	"strings"
)

// consolePage is the console's HTML, with a place for the edition of all its files. Their names are stable: a console that stays open over an upgrade of the
// server looks here whether what it would fetch now belongs to another edition than what it runs (assets/src/console/edition.ts).
const (
	consolePage  = "/console/index.html"
	editionPlace = `<meta name="edition" content="">`
)

// markEdition writes the edition into the console's page.
func (fs *files) markEdition() {
	page, there := fs.byPath[consolePage]
	if !there {
		return
	}
	sum := sha256.New()
	for _, name := range slices.Sorted(maps.Keys(fs.byPath)) {
		if strings.HasPrefix(name, "/console/") {
			_, _ = sum.Write([]byte(name + " " + fs.byPath[name].tag + "\n")) // never fails
		}
	}
	edition := base64.RawURLEncoding.EncodeToString(sum.Sum(nil)[:12])
	marked := strings.Replace(editionPlace, `""`, `"`+edition+`"`, 1)
	fs.byPath[consolePage] = newFile(consolePage, bytes.Replace(page.body, []byte(editionPlace), []byte(marked), 1))
}
