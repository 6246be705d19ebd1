package wire

// The names of the desk's messages on the wire.
func (Visit) messageType() string               { return "visit" }
func (PageChanged) messageType() string         { return "page" }
func (StartChat) messageType() string           { return "start" }
func (LeaveMessage) messageType() string        { return "leave" }
func (VisitorSay) messageType() string          { return "say" }
func (VisitorTyping) messageType() string       { return "typing" }
func (VisitorSeen) messageType() string         { return "seen" }
func (EndChat) messageType() string             { return "end" }
func (Rate) messageType() string                { return "rate" }
func (MailTranscript) messageType() string      { return "mail_transcript" }
func (AnswerInvitation) messageType() string    { return "uninvited" }
func (Welcome) messageType() string             { return "welcome" }
func (ChatChanged) messageType() string         { return "chat" }
func (Entry) messageType() string               { return "entry" }
func (TypingShown) messageType() string         { return "typing" }
func (SeenShown) messageType() string           { return "seen" }
func (ReadShown) messageType() string           { return "read" }
func (Invitation) messageType() string          { return "invite" }
func (CobrowseBegun) messageType() string       { return "cobrowse" }
func (SetDuty) messageType() string             { return "duty" }
func (Alive) messageType() string               { return "alive" }
func (Follow) messageType() string              { return "follow" }
func (Unfollow) messageType() string            { return "unfollow" }
func (Accept) messageType() string              { return "accept" }
func (Decline) messageType() string             { return "decline" }
func (Take) messageType() string                { return "take" }
func (DeskSay) messageType() string             { return "say" }
func (WriteNote) messageType() string           { return "note" }
func (Whisper) messageType() string             { return "whisper" }
func (DeskTyping) messageType() string          { return "typing" }
func (DeskSeen) messageType() string            { return "seen" }
func (Transfer) messageType() string            { return "transfer" }
func (Park) messageType() string                { return "park" }
func (EndConversation) messageType() string     { return "end" }
func (StartCobrowse) messageType() string       { return "cobrowse" }
func (InviteVisitor) messageType() string       { return "invite" }
func (Direct) messageType() string              { return "direct" }
func (WatchVisitors) messageType() string       { return "visitors" }
func (DeskSnapshot) messageType() string        { return "desk" }
func (ConversationChanged) messageType() string { return "conversation" }
func (ConversationGone) messageType() string    { return "gone" }
func (ColleagueChanged) messageType() string    { return "person" }
func (DutyChanged) messageType() string         { return "duty" }
func (DeskTypingShown) messageType() string     { return "typing" }
func (DeskSeenShown) messageType() string       { return "seen" }
func (VisitorChanged) messageType() string      { return "visitor" }
func (VisitorGone) messageType() string         { return "visitor_gone" }
func (CobrowseStarted) messageType() string     { return "cobrowse" }

// deskMessages is Messages for the sockets of visitors and of the desk.
func deskMessages(d Direction) []Message {
	switch d {
	case FromVisitor:
		return []Message{
			Visit{}, PageChanged{}, StartChat{}, LeaveMessage{}, VisitorSay{}, VisitorTyping{}, VisitorSeen{}, EndChat{}, Rate{}, MailTranscript{},
			AnswerInvitation{}, FileOffer{}, FileAccept{}, FileDescription{}, FileCandidate{}, FileEnd{}, Ping{},
		}
	case ToVisitor:
		return []Message{
			Welcome{}, ChatChanged{}, Entry{}, TypingShown{}, SeenShown{}, ReadShown{}, Invitation{}, CobrowseBegun{}, FileOffered{}, FileICE{}, FileDescription{},
			FileCandidate{}, FileEnded{}, Fault{}, Bye{}, Pong{},
		}
	case FromDesk:
		return []Message{
			SetDuty{}, Alive{}, Follow{}, Unfollow{}, Accept{}, Decline{}, Take{}, DeskSay{}, WriteNote{}, Whisper{}, DeskTyping{}, DeskSeen{},
			Transfer{}, Park{}, EndConversation{}, StartCobrowse{}, InviteVisitor{}, Direct{}, WatchVisitors{}, Consult{}, Aside{}, Join{}, Part{},
			FileOffer{}, FileAccept{}, FileDescription{}, FileCandidate{}, FileEnd{}, Ping{},
		}
	case ToDesk:
		return []Message{
			DeskSnapshot{}, ConversationChanged{}, ConversationGone{}, ColleagueChanged{}, DutyChanged{}, Entry{}, DeskTypingShown{}, DeskSeenShown{},
			VisitorChanged{}, VisitorGone{}, CobrowseStarted{}, FileOffered{}, FileICE{}, FileDescription{}, FileCandidate{}, FileEnded{}, Fault{}, Bye{}, Pong{},
		}
	}
	return nil
}
