package chat

import (
	"encoding/json"
	"errors"
	"testing"
	"unicode/utf8"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

func FuzzDecode(f *testing.F) {
	f.Add("agent/1", []byte(`{"kind":"message","from":"agent","name":"Ada","text":"hello"}`))
	f.Add("system/end", []byte(`{"kind":"event","from":"system","event":"ended","text":"timed_out"}`))
	f.Add("customer/1", []byte(`{"kind":"message","from":"agent"}`))
	f.Fuzz(func(t *testing.T, id string, body []byte) {
		m, err := decode(store.Record{Seq: 1, ID: id, Body: body})
		if err != nil {
			if !errors.Is(err, errDamaged) {
				t.Error(err)
			}
			return
		}
		raw, err := json.Marshal(stored{Kind: m.Kind, From: m.From, Name: m.Name, Text: m.Text, Event: m.Event})
		if err != nil {
			t.Fatal(err)
		}
		if again, err := decode(store.Record{Seq: 1, ID: recordID(m.From, m.ID), Body: raw}); err != nil || again != m {
			t.Errorf("%+v reads back as %+v: %v", m, again, err)
		}
	})
}

func FuzzClean(f *testing.F) {
	f.Add("1", "Ada", " hello\r\n")
	f.Add("", "\x00", "\xff")
	f.Fuzz(func(t *testing.T, id, name, text string) {
		d, err := Draft{ID: id, From: wire.PartyCustomer, Name: name, Text: text}.clean()
		if err != nil {
			if !errors.Is(err, ErrBadText) && !errors.Is(err, ErrBadMessage) {
				t.Error(err)
			}
			return
		}
		if n := utf8.RuneCountInString(d.Text); n < 1 || n > wire.MaxText || !utf8.ValidString(d.Text) {
			t.Errorf("kept %q", d.Text)
		}
		if again, err := d.clean(); err != nil || again != d {
			t.Errorf("%q becomes %q on the second cleaning: %v", d.Text, again.Text, err)
		}
	})
}
