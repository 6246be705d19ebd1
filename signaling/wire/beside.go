package wire

import "errors"

// BesidePart is what a colleague does beside a conversation whose agent asked them.
type BesidePart string

// The parts.
const (
	// BesideConsulted: reads along and answers in the side thread; the visitor knows nothing of it.
	BesideConsulted BesidePart = "consulted"
	// BesideInvited: as before, and may come into the conversation.
	BesideInvited BesidePart = "invited"
	// BesideJoined: in the conversation: the visitor sees them and hears them.
	BesideJoined BesidePart = "joined"
)

// Beside is one colleague beside a conversation.
type Beside struct {
	Person string     `json:"person"`
	Name   string     `json:"name"`
	Part   BesidePart `json:"part"`
}

// Consult asks a colleague of a common group beside a conversation that one has. With Join they may come into it; sent again, it changes that.
type Consult struct {
	Conversation string `json:"conversation"`
	Person       string `json:"person"`
	Join         bool   `json:"join"`
}

// Aside is a word between the agent and the colleagues beside a conversation.
type Aside struct {
	Conversation string `json:"conversation"`
	ID           string `json:"id"`
	Text         string `json:"text"`
}

// Join comes into a conversation that one was invited to.
type Join struct {
	Conversation string `json:"conversation"`
}

// Part ends somebody's part beside a conversation: one's own, or, by its agent or a supervisor, anybody's. An agent who names themselves leaves the
// conversation to the colleague who is in it.
type Part struct {
	Conversation string `json:"conversation"`
	Person       string `json:"person"`
}

func (Consult) messageType() string { return "consult" }
func (Aside) messageType() string   { return "aside" }
func (Join) messageType() string    { return "join" }
func (Part) messageType() string    { return "part" }

// checkBeside is the part of checkDesk that has to do with colleagues beside a conversation.
func checkBeside(m Message) error {
	switch m := m.(type) {
	case Consult:
		return errors.Join(id("conversation", m.Conversation), id("person", m.Person))
	case Aside:
		return errors.Join(id("conversation", m.Conversation), id("id", m.ID), short("text", m.Text, 2*MaxText))
	case Join:
		return id("conversation", m.Conversation)
	case Part:
		return errors.Join(id("conversation", m.Conversation), id("person", m.Person))
	}
	return checkFile(FromDesk, m)
}
