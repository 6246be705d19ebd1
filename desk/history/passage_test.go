package history_test

import (
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/desk/history"
)

func TestPassageShowsWhereTheWordsAre(t *testing.T) {
	long := strings.Repeat("before and ", 20) + "the Parcel 4711 is lost" + strings.Repeat(" and after", 20)
	for _, c := range []struct{ name, query, want string }{
		{"by its beginning, whatever the case", "PARC", "the Parcel 4711"},
		{"without accents", "envio", "el envío llegó"},
		{"the first text that has a word of it", "4711 nothing", "Parcel 4711"},
		{"nothing", "absent", ""},
		{"one letter is a word of its own", "p", ""},
	} {
		got := history.Passage(c.query, []string{"Good morning", "el envío llegó", long})
		if !strings.Contains(got, c.want) || (c.want == "" && got != "") {
			t.Errorf("%s: Passage(%q) = %q, want %q in it", c.name, c.query, got, c.want)
		}
		if len(got) > 200 {
			t.Errorf("%s: %d bytes", c.name, len(got))
		}
	}
	if got := history.Passage("parcel", []string{long}); !strings.HasPrefix(got, "… ") || !strings.HasSuffix(got, " …") {
		t.Errorf("cut without a sign of it: %q", got)
	}
	if got := history.Passage("ä", []string{"\xff\xfe ä"}); !strings.Contains(got, "ä") {
		t.Errorf("broken text: %q", got)
	}
}
