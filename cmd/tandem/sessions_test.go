package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestSessions replays testdata/sessions: "$ " is what a person types, "< " goes to standard input, "! " is the error, and everything else must be
// printed as it stands. {name} stands for a word: whatever is there at first, the same from then on.
func TestSessions(t *testing.T) {
	files, err := filepath.Glob("testdata/sessions/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			s := session{data: filepath.Join(t.TempDir(), "tandem.db"), words: map[string]string{}}
			for _, step := range strings.Split("\n"+string(text), "\n$ ")[1:] {
				s.replay(t, step)
			}
		})
	}
}

type session struct {
	data  string
	words map[string]string
}

func (s *session) replay(t *testing.T, step string) {
	t.Helper()
	typed, rest, _ := strings.Cut(step, "\n")
	var input, wanted strings.Builder
	wantErr := ""
	for _, line := range strings.Split(strings.TrimRight(rest, "\n"), "\n") {
		switch {
		case strings.HasPrefix(line, "< "):
			input.WriteString(line[2:] + "\n")
		case strings.HasPrefix(line, "! "):
			wantErr = s.known(line[2:])
		default:
			wanted.WriteString(line + "\n")
		}
	}
	args := append(split(s.known(typed))[1:], "--data", s.data)
	if strings.Contains(typed, "--data") {
		args = args[:len(args)-2]
	}
	var out, log bytes.Buffer
	err := run(t.Context(), invocation{Args: args, In: strings.NewReader(input.String()), Out: &out, Err: &log})
	switch {
	case wantErr == "" && err != nil:
		t.Errorf("$ %s\n%v", typed, err)
	case wantErr != "" && (err == nil || err.Error() != wantErr):
		t.Errorf("$ %s\ngot  %v\nwant %s", typed, err, wantErr)
	case wantErr == "":
		s.compare(t, typed, strings.TrimSpace(out.String()), strings.TrimSpace(wanted.String()))
	}
}

var placeholder = regexp.MustCompile(`\{(\w+)\}`)

// known puts the words met so far in.
func (s *session) known(text string) string {
	return placeholder.ReplaceAllStringFunc(text, func(p string) string {
		if w, ok := s.words[p]; ok {
			return w
		}
		return p
	})
}

func (s *session) compare(t *testing.T, typed, got, wanted string) {
	t.Helper()
	wanted = s.known(wanted)
	var names []string
	pattern := regexp.QuoteMeta(wanted)
	pattern = regexp.MustCompile(`\\\{(\w+)\\\}`).ReplaceAllStringFunc(pattern, func(p string) string {
		names = append(names, strings.ReplaceAll(p, `\`, ""))
		return `([\w.-]+)`
	})
	m := regexp.MustCompile(`^` + pattern + `$`).FindStringSubmatch(got)
	if m == nil {
		t.Errorf("$ %s\nprinted\n%s\n\nwanted\n%s", typed, got, wanted)
		return
	}
	for i, name := range names {
		s.words[name] = m[i+1]
	}
}

// split cuts a line into words as a shell does, with double quotes.
func split(line string) []string {
	var words []string
	for _, m := range regexp.MustCompile(`"([^"]*)"|\S+`).FindAllStringSubmatch(line, -1) {
		if strings.HasPrefix(m[0], `"`) {
			words = append(words, m[1])
		} else {
			words = append(words, m[0])
		}
	}
	return words
}

func TestHelpAndVersionArePrintedWithoutADataFile(t *testing.T) {
	t.Chdir(t.TempDir())
	for _, args := range [][]string{{"--help"}, {"version"}, {"site", "--help"}, {"serve", "--help"}} {
		var out, log bytes.Buffer
		if err := run(t.Context(), invocation{Args: args, Out: &out, Err: &log}); err != nil || !strings.Contains(out.String(), "tandem") {
			t.Errorf("%v: %v, printed %q %q", args, err, out.String(), log.String())
		}
	}
	if left, err := os.ReadDir("."); err != nil || len(left) != 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}
