package wire

// Files go from browser to browser (C7): the server asks the other side, introduces the two browsers and notes what became of it. On the desk's
// socket every message names its conversation; a visitor has one.

// FileOffer asks the other side to take a file that is in this browser. ID is made here. Said again, it says that the offerer's socket is back, or
// that a new connection is wanted: once the file was accepted, file_ice follows.
type FileOffer struct {
	Conversation string `json:"conversation,omitempty"`
	ID           string `json:"id"`
	Name         string `json:"name"`
	// Size in bytes.
	Size int64 `json:"size"`
}

// FileAccept takes a file that was offered. The window that says so gets it; said again, it says that the taker's socket is back.
type FileAccept struct {
	Conversation string `json:"conversation,omitempty"`
	ID           string `json:"id"`
}

// FileDescription is the description from which the two browsers connect: the offerer's offer, or the taker's answer to it. Passed on as it is.
type FileDescription struct {
	Conversation string `json:"conversation,omitempty"`
	ID           string `json:"id"`
	// Attempt names the connection; the newest counts.
	Attempt string `json:"attempt"`
	SDP     string `json:"sdp"`
}

// FileCandidate is a candidate of one of the two; an empty one says that there are no more. Passed on as it is.
type FileCandidate struct {
	Conversation string `json:"conversation,omitempty"`
	ID           string `json:"id"`
	Attempt      string `json:"attempt"`
	Candidate    string `json:"candidate"`
	SDPMid       string `json:"sdp_mid"`
}

// FileEnd says what became of a file: the taker that it arrived or not, either that it shall not or cannot.
type FileEnd struct {
	Conversation string      `json:"conversation,omitempty"`
	ID           string      `json:"id"`
	Outcome      FileOutcome `json:"outcome"`
}

// FileOffered asks whether a file shall come. It is shown in every window of the asked side, and comes again in those that open later.
type FileOffered struct {
	Conversation string `json:"conversation,omitempty"`
	ID           string `json:"id"`
	Name         string `json:"name"`
	Size         int64  `json:"size"`
	// FromName is who offers it.
	FromName string `json:"from_name"`
}

// FileICE says that the file was accepted, and through which servers the two may connect. The offerer makes the connection.
type FileICE struct {
	Conversation string      `json:"conversation,omitempty"`
	ID           string      `json:"id"`
	Servers      []ICEServer `json:"servers"`
	RelayOnly    bool        `json:"relay_only"`
}

// FileEnded says that a file is over with, and how. The entry of the conversation says the same to everybody else.
type FileEnded struct {
	Conversation string      `json:"conversation,omitempty"`
	ID           string      `json:"id"`
	Outcome      FileOutcome `json:"outcome"`
}

// FileOutcome is what became of a file.
type FileOutcome string

// The outcomes.
const (
	// FileSent: it arrived, and is what was sent.
	FileSent FileOutcome = "sent"
	// FileDeclined: the other side does not want it.
	FileDeclined FileOutcome = "declined"
	// FileCancelled: one of the two broke it off.
	FileCancelled FileOutcome = "cancelled"
	// FileBroken: what arrived is not what was sent.
	FileBroken FileOutcome = "broken"
	// FileLost: one of the two was gone for too long.
	FileLost FileOutcome = "lost"
	// FileElsewhere: another window of this side took it. Only windows hear of that, it is never kept.
	FileElsewhere FileOutcome = "elsewhere"
)

// Limits of files.
const (
	// MaxFile in bytes of a file that goes from browser to browser.
	MaxFile = 10 << 20
	// MaxFileName in characters.
	MaxFileName = 200
	// MaxFilesAtOnce is how many files one side of a conversation may have on offer or on the way.
	MaxFilesAtOnce = 8
)

func (FileOffer) messageType() string       { return "file" }
func (FileAccept) messageType() string      { return "file_accept" }
func (FileDescription) messageType() string { return "file_sdp" }
func (FileCandidate) messageType() string   { return "file_candidate" }
func (FileEnd) messageType() string         { return "file_end" }
func (FileOffered) messageType() string     { return "file_offered" }
func (FileICE) messageType() string         { return "file_ice" }
func (FileEnded) messageType() string       { return "file_ended" }
