package wire

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strconv"
)

// ErrBadMessage is what every failure to decode wraps; the socket is then closed with CloseBadMessage.
var ErrBadMessage = errors.New("wire: bad message")

// Message is implemented by every message, so that nothing else can be sent by mistake.
type Message interface{ messageType() string }

// The names on the wire, by direction. A name stands for one struct in each direction only.
func (Hello) messageType() string          { return "hello" }
func (Consent) messageType() string        { return "consent" }
func (Refuse) messageType() string         { return "refuse" }
func (Attach) messageType() string         { return "attach" }
func (Detach) messageType() string         { return "detach" }
func (Ask) messageType() string            { return "ask" }
func (Offer) messageType() string          { return "offer" }
func (Answer) messageType() string         { return "answer" }
func (Candidate) messageType() string      { return "candidate" }
func (Link) messageType() string           { return "link" }
func (ICERequest) messageType() string     { return "ice_request" }
func (Say) messageType() string            { return "say" }
func (Stop) messageType() string           { return "stop" }
func (Leaving) messageType() string        { return "leaving" }
func (ExpectReturn) messageType() string   { return "expect_return" }
func (Ping) messageType() string           { return "ping" }
func (StateChanged) messageType() string   { return "state" }
func (ICEServers) messageType() string     { return "ice" }
func (OfferReady) messageType() string     { return "offer" }
func (Taken) messageType() string          { return "taken" }
func (OfferWanted) messageType() string    { return "offer_wanted" }
func (AnswerReady) messageType() string    { return "answer" }
func (CandidateReady) messageType() string { return "candidate" }
func (Said) messageType() string           { return "said" }
func (Fault) messageType() string          { return "fault" }
func (Bye) messageType() string            { return "bye" }
func (Pong) messageType() string           { return "pong" }

// Direction says who may send a message to whom.
type Direction int

// The directions. Agents and customers are the two sides of a co-browse; visitors and the desk those of a chat, on sockets of their own.
const (
	FromCustomer Direction = iota
	FromAgent
	FromServer
	FromVisitor
	ToVisitor
	FromDesk
	ToDesk
)

// Messages returns one zero value of every message that may travel in the direction.
func Messages(d Direction) []Message {
	switch d {
	case FromCustomer:
		return []Message{Hello{}, Consent{}, Refuse{}, Answer{}, Candidate{}, Link{}, ICERequest{}, Say{}, Stop{}, Leaving{}, ExpectReturn{}, Ping{}}
	case FromAgent:
		return []Message{Attach{}, Detach{}, Ask{}, Offer{}, Candidate{}, Link{}, ICERequest{}, Say{}, Stop{}, Ping{}}
	case FromServer:
		return []Message{StateChanged{}, ICEServers{}, OfferReady{}, Taken{}, OfferWanted{}, AnswerReady{}, CandidateReady{}, Said{}, Fault{}, Bye{}, Pong{}}
	}
	return deskMessages(d)
}

// TypeOf returns the name of m on the wire.
func TypeOf(m Message) string { return m.messageType() }

// Encode returns the frame for m. It cannot fail for a message of this package.
func Encode(m Message) []byte { return Append(make([]byte, 0, 256), m) }

// Append appends the frame for m.
func Append(dst []byte, m Message) []byte {
	v := reflect.ValueOf(m)
	l := known.write[v.Type()]
	dst = append(append(append(dst, `{"type":"`...), l.name...), '"')
	for i := range l.fields {
		f := &l.fields[i]
		value := v.Field(f.index)
		if f.optional && isEmpty(value) {
			continue
		}
		dst = append(append(append(dst, `,"`...), f.name...), `":`...)
		dst = f.append(dst, value)
	}
	return append(dst, '}')
}

// isEmpty is what encoding/json leaves out.
func isEmpty(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Slice, reflect.Map, reflect.String:
		return v.Len() == 0
	case reflect.Struct:
		return false
	}
	return v.IsZero()
}

func (f *field) append(dst []byte, v reflect.Value) []byte {
	switch f.plain {
	case reflect.String:
		if s := v.String(); isPlainText(s) {
			return append(append(append(dst, '"'), s...), '"')
		}
	case reflect.Bool:
		return strconv.AppendBool(dst, v.Bool())
	case reflect.Int:
		return strconv.AppendInt(dst, v.Int(), 10)
	case reflect.Uint:
		return strconv.AppendUint(dst, v.Uint(), 10)
	}
	raw, err := json.Marshal(v.Interface())
	if err != nil {
		panic(fmt.Sprintf("wire: %s does not marshal: %v", v.Type(), err))
	}
	return append(dst, raw...)
}

// isPlainText reports whether a string stands in JSON as it is, by the rules of encoding/json, which also escapes what HTML would take for its own.
func isPlainText(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' {
			return false
		}
	}
	return true
}

// Decode reads one frame that came in the given direction and checks every field and limit. All errors wrap ErrBadMessage.
func Decode(d Direction, frame []byte) (Message, error) {
	if len(frame) > MaxFrame {
		return nil, fmt.Errorf("%w: %d bytes, at most %d", ErrBadMessage, len(frame), MaxFrame)
	}
	var room [usual]member
	members, err := skim(frame, room[:0])
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadMessage, err)
	}
	i := slices.IndexFunc(members, func(m member) bool { return string(m.name) == "type" })
	if i < 0 {
		return nil, fmt.Errorf("%w: no type", ErrBadMessage)
	}
	l, err := known.named(d, members[i].value)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrBadMessage, err)
	}
	m, err := l.read(members)
	if err == nil {
		err = Check(d, m)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrBadMessage, l.name, err)
	}
	return m, nil
}

// read fills a message. Names are compared exactly, and each may be there once: encoding/json folds their case, passes over what it does not know, and takes
// the last of several.
func (l *layout) read(members []member) (Message, error) {
	blank, _ := l.blanks.Get().(*reflect.Value)
	if blank == nil {
		made := reflect.New(l.kind).Elem()
		blank = &made
	}
	defer func() {
		blank.SetZero()
		l.blanks.Put(blank)
	}()
	v := *blank
	found := 1 // the type
	for i := range l.fields {
		f := &l.fields[i]
		at := slices.IndexFunc(members, func(m member) bool { return string(m.name) == f.name })
		switch {
		case at < 0 && !f.optional:
			return nil, fmt.Errorf("field %q is missing", f.name)
		case at < 0:
			continue
		case string(members[at].value) == "null":
			return nil, fmt.Errorf("field %q is null", f.name) // encoding/json would leave a zero value
		}
		found++
		if err := f.read(members[at].value, v.Field(f.index)); err != nil {
			return nil, err
		}
	}
	if found != len(members) {
		return nil, errors.New("unknown or repeated field")
	}
	m, ok := v.Interface().(Message)
	if !ok {
		return nil, fmt.Errorf("%s is no message", l.kind)
	}
	return m, nil
}

func (f *field) read(raw []byte, into reflect.Value) error {
	switch f.plain {
	case reflect.String:
		s, err := readText(raw)
		into.SetString(s)
		return err
	case reflect.Bool:
		if s := string(raw); s == "true" || s == "false" {
			into.SetBool(s == "true")
			return nil
		}
	}
	return json.Unmarshal(raw, into.Addr().Interface())
}

// readText reads a JSON string.
func readText(raw []byte) (string, error) {
	if plain, ok := plainText(raw); ok {
		return string(plain), nil
	}
	var s string
	err := json.Unmarshal(raw, &s)
	return s, err
}

// plainText is what is between the quotes of a JSON string without escapes and with nothing beyond ASCII.
func plainText(raw []byte) ([]byte, bool) {
	if n := len(raw); n >= 2 && raw[0] == '"' && raw[n-1] == '"' && isASCII(raw[1:n-1]) {
		return raw[1 : n-1], true
	}
	return nil, false
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}
