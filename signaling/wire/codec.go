package wire

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
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
func Encode(m Message) []byte {
	body, err := json.Marshal(m)
	if err != nil {
		panic(fmt.Sprintf("wire: %T does not marshal: %v", m, err))
	}
	var b bytes.Buffer
	b.Grow(len(body) + 24)
	fmt.Fprintf(&b, `{"type":%q`, m.messageType())
	if len(body) > 2 {
		b.WriteByte(',')
	}
	b.Write(body[1:])
	return b.Bytes()
}

// Decode reads one frame that came in the given direction and checks every field and limit. All errors wrap ErrBadMessage.
func Decode(d Direction, frame []byte) (Message, error) {
	if len(frame) > MaxFrame {
		return nil, fmt.Errorf("%w: %d bytes, at most %d", ErrBadMessage, len(frame), MaxFrame)
	}
	fields := map[string]json.RawMessage{}
	if err := json.Unmarshal(frame, &fields); err != nil {
		return nil, fmt.Errorf("%w: not one JSON object", ErrBadMessage)
	}
	var name string
	if err := json.Unmarshal(fields["type"], &name); err != nil {
		return nil, fmt.Errorf("%w: no type", ErrBadMessage)
	}
	zero := messageNamed(d, name)
	if zero == nil {
		return nil, fmt.Errorf("%w: unknown type", ErrBadMessage)
	}
	delete(fields, "type")
	m, err := decodeInto(zero, fields, frame)
	if err == nil {
		err = Check(d, m)
	}
	if err != nil {
		return nil, fmt.Errorf("%w: %s: %w", ErrBadMessage, name, err)
	}
	return m, nil
}

func messageNamed(d Direction, name string) Message {
	for _, zero := range Messages(d) {
		if zero.messageType() == name {
			return zero
		}
	}
	return nil
}

// decodeInto fills a new value of zero's type. encoding/json folds the case of names and passes over what it does not know, so names
// are compared here, exactly.
func decodeInto(zero Message, fields map[string]json.RawMessage, frame []byte) (Message, error) {
	t := reflect.TypeOf(zero)
	known := 0
	for i := range t.NumField() {
		name, option, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		value, there := fields[name]
		switch {
		case string(value) == "null":
			return nil, fmt.Errorf("field %q is null", name) // encoding/json would leave a zero value
		case there:
			known++
		case option != "omitempty":
			return nil, fmt.Errorf("field %q is missing", name)
		}
	}
	if known != len(fields) {
		return nil, errors.New("unknown field")
	}
	p := reflect.New(t)
	if err := json.Unmarshal(frame, p.Interface()); err != nil {
		return nil, err
	}
	m, ok := p.Elem().Interface().(Message)
	if !ok {
		return nil, fmt.Errorf("%s is no message", t)
	}
	return m, nil
}
