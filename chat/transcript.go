package chat

import (
	"cmp"
	"fmt"
	"html"
	"strings"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Transcript is a conversation as a file for its customer: what was said and sent, without what the staff wrote among themselves.
type Transcript struct {
	// Title is the site's name.
	Title   string
	Started time.Time
	// Language chooses the few words around the messages: those that are not known are English.
	Language string
	Entries  []Message
}

// transcriptWords are what a transcript says by itself.
type transcriptWords struct{ title, you, file, dates string }

func (t Transcript) words() transcriptWords {
	if language, _, _ := strings.Cut(t.Language, "-"); language == "es" {
		return transcriptWords{"Conversación con %s, %s", "Usted", "Archivo: %s (%s)", "02/01/2006 15:04 MST"}
	}
	return transcriptWords{"Conversation with %s, %s", "You", "File: %s (%s)", "2006-01-02 15:04 MST"}
}

// lines are the public messages and files, with who and when.
func (t Transcript) lines(each func(who, at, text string, customer bool)) {
	w := t.words()
	for _, m := range t.Entries {
		if m.Kind != KindMessage && m.Kind != KindFile || m.Outcome != "" && m.Outcome != wire.FileSent {
			continue // a file that did not arrive is no part of what was said
		}
		text := m.Text
		if m.Kind == KindFile {
			text = fmt.Sprintf(w.file, m.Text, sizeOf(m.Size))
		}
		customer := m.From == wire.PartyCustomer
		who := m.Name
		if customer {
			who = cmp.Or(m.Name, w.you)
		}
		each(who, m.At.UTC().Format("15:04"), text, customer)
	}
}

func (t Transcript) title() string {
	w := t.words()
	return fmt.Sprintf(w.title, t.Title, t.Started.UTC().Format(w.dates))
}

// Text is the transcript as plain text.
func (t Transcript) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n", t.title())
	t.lines(func(who, at, text string, _ bool) {
		fmt.Fprintf(&b, "%s  %s:\n%s\n\n", at, who, indent(text))
	})
	return b.String()
}

// HTML is the transcript as one page without scripts or anything from elsewhere. All that people wrote is escaped; package html/template would add
// five megabytes to the binary.
func (t Transcript) HTML() string {
	var b strings.Builder
	language := html.EscapeString(cmp.Or(t.Language, "en"))
	title := html.EscapeString(t.title())
	fmt.Fprintf(&b, `<!doctype html>
<html lang="%s">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>%s</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40rem; margin: 2rem auto; padding: 0 1rem; color: #1d2430; background: #fff; }
h1 { font-size: 1.25rem; }
div { margin: 0 0 .75rem; padding: .5rem .75rem; border-radius: .5rem; background: #eef1f6; }
div.you { background: #e2f1ea; margin-left: 2rem; }
p { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
small { color: #4a5568; }
</style>
<h1>%s</h1>
`, language, title, title)
	t.lines(func(who, at, text string, customer bool) {
		class := ""
		if customer {
			class = ` class="you"`
		}
		fmt.Fprintf(&b, "<div%s><small>%s, %s</small><p dir=\"auto\">%s</p></div>\n", class, html.EscapeString(who), at, html.EscapeString(text))
	})
	b.WriteString("</html>\n")
	return b.String()
}

func indent(text string) string { return "    " + strings.ReplaceAll(text, "\n", "\n    ") }

func sizeOf(n int64) string {
	if n < 1<<20 {
		return fmt.Sprintf("%d KB", (n+1023)/1024)
	}
	return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
}
