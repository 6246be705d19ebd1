package chat_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func TestC5ATranscriptHasWhatTheCustomerSawAndNothingElse(t *testing.T) {
	at := time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC)
	tr := chat.Transcript{Title: `Pots & "Pans"`, Started: at, Language: "en", Entries: []chat.Message{
		{Kind: chat.KindEvent, From: wire.PartySystem, Event: chat.EventStarted, At: at},
		{Kind: chat.KindMessage, From: wire.PartyCustomer, Name: "<b>Zoë</b>", Text: "<script>alert(1)</script>\nsecond line", At: at},
		{Kind: chat.KindNote, From: wire.PartyAgent, Name: "Ada", Text: "SECRET note", At: at},
		{Kind: chat.KindWhisper, From: wire.PartyAgent, Name: "Sue", Text: "SECRET whisper", At: at},
		{Kind: chat.KindFile, From: wire.PartyAgent, Name: "Ada", Text: "form.pdf", Size: 3 << 20, At: at},
	}}
	for name, out := range map[string]string{"text": tr.Text(), "html": tr.HTML()} {
		if strings.Contains(out, "SECRET") {
			t.Errorf("%s has what the staff wrote among themselves:\n%s", name, out)
		}
		for _, want := range []string{"Pots", "second line", "form.pdf (3.0 MB)", "2026-11-22 09:30 UTC"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s lacks %q:\n%s", name, want, out)
			}
		}
	}
	if page := tr.HTML(); strings.Contains(page, "<script") || strings.Contains(page, "<b>") {
		t.Errorf("not escaped:\n%s", page)
	}
	tr.Language = "es-MX"
	if out := tr.Text(); !strings.Contains(out, "Conversación con") || !strings.Contains(out, "Archivo: form.pdf") {
		t.Errorf("not in Spanish:\n%s", out)
	}
}
