package wire_test

import "github.com/tandem-cobrowse/tandem/signaling/wire"

const at = "2026-11-22T09:30:00.000Z"

var (
	colleague = wire.Colleague{ID: "p1", Name: "Ada", Groups: []string{"g1"}, State: wire.DutyAvailable, Serves: true, Load: 1, Capacity: 3, Here: true}
	entry     = wire.Entry{Conversation: "c1", Seq: 2, ID: "m1", Kind: wire.EntryMessage, From: wire.PartyCustomer, Name: "Zoë", Text: "Hello 👋", At: at}
	inboxLine = wire.Conversation{
		ID: "c1", Kind: wire.ConversationVisitor, State: wire.ChatActive, Reason: wire.ChatReasonTransferred, Group: "g1", Agent: "p1", AgentName: "Ada",
		Name: "Zoë", Email: "zoe@example.org", Language: "es", Visitor: "v1", Returning: true, Site: "s1", SiteName: "Shop", Here: true,
		Page: "https://shop.example.org/cart", PageTitle: "Cart", Pages: []wire.PageSeen{{Page: "https://shop.example.org/", Title: "Shop", At: at}},
		Cobrowse: wire.CobrowseReady, Session: "x1", Parked: true, Beside: []wire.Beside{{Person: "p2", Name: "Bob", Part: wire.BesideInvited}}, Files: true, LastSeq: 2, LastText: "Hello 👋", LastFrom: wire.PartyCustomer, LastAt: at,
		Read: 1, Unread: 1, TheirDelivered: 1, TheirRead: 1, Stars: 5, Comment: "Quick", Started: at, Since: at,
	}
	waitingLine = wire.Conversation{
		ID: "c2", Kind: wire.ConversationVisitor, State: wire.ChatOffered, Group: "g1", Agent: "p1", Name: "Bob", Pages: []wire.PageSeen{},
		Position: 1, PickUpMS: 29_000, Started: at, Since: at,
	}
	onSite = wire.OnSite{
		Visit: "t1", Site: "s1", SiteName: "Shop", Visitor: "v1", Name: "Zoë", Language: "en", Returning: true, Page: "https://shop.example.org/", PageTitle: "Shop",
		Pages: []wire.PageSeen{}, Since: at, PageSince: at, Conversation: "c1", Invited: true,
	}
)

var fromVisitor = map[string]wire.Message{
	"visit":           wire.Visit{SiteKey: "k1", Visit: "t1", Page: "https://shop.example.org/", Title: "Shop", Language: "en", Cobrowse: wire.CobrowseReady},
	"visit-known":     wire.Visit{SiteKey: "k1", Visit: "t1", Visitor: "v1", Token: "tok-1", Page: "https://shop.example.org/", Title: "", Language: "pt-BR", Returning: true, Cobrowse: wire.CobrowseTooOld, ChatAfter: 3},
	"page":            wire.PageChanged{Page: "https://shop.example.org/cart", Title: "Cart", Cobrowse: wire.CobrowseSlow},
	"start":           wire.StartChat{ID: "r1", Group: "g1", Name: "Zoë", Email: "zoe@example.org", Language: "es", Text: "Hola", Invitation: "i1"},
	"start-bare":      wire.StartChat{ID: "r1", Group: "g1", Language: "en"},
	"leave":           wire.LeaveMessage{ID: "r1", Group: "g1", Name: "Zoë", Email: "zoe@example.org", Language: "en", Text: "Call me back"},
	"say":             wire.VisitorSay{ID: "m1", Text: "Hello 👋"},
	"typing":          wire.VisitorTyping{On: true},
	"seen":            wire.VisitorSeen{Delivered: 4, Read: 3},
	"file":            wire.FileOffer{ID: "f1", Name: "bill.pdf", Size: 1024},
	"file_accept":     wire.FileAccept{ID: "f2"},
	"file_sdp":        wire.FileDescription{ID: "f1", Attempt: "a1", SDP: "v=0\r\n"},
	"file_candidate":  wire.FileCandidate{ID: "f1", Attempt: "a1", Candidate: "candidate:1 1 udp 1 192.0.2.7 50000 typ host", SDPMid: "0"},
	"file_end":        wire.FileEnd{ID: "f2", Outcome: wire.FileSent},
	"end":             wire.EndChat{},
	"rate":            wire.Rate{Stars: 5, Comment: "Quick"},
	"mail_transcript": wire.MailTranscript{Email: "zoe@example.org"},
	"uninvited":       wire.AnswerInvitation{ID: "i1"},
	"ping":            wire.Ping{N: 1},
}

var toVisitor = map[string]wire.Message{
	"welcome":        wire.Welcome{Groups: []wire.GroupOpen{{ID: "g1", Name: "Support", Greeting: "How can we help?", Open: true, Messages: true}}, Chat: true},
	"chat-first":     wire.ChatChanged{Conversation: "c1", Visitor: "v1", Token: "tok-1", State: wire.ChatWaiting, Group: "g1", GroupName: "Support", Position: 2, WaitMS: 90_000},
	"chat-active":    wire.ChatChanged{Conversation: "c1", State: wire.ChatActive, Group: "g1", GroupName: "Support", AgentName: "Ada", Others: []string{"Bob"}, Files: true},
	"chat-ended":     wire.ChatChanged{Conversation: "c1", State: wire.ChatEnded, Reason: wire.ChatReasonAgentEnded, Group: "g1", GroupName: "Support", Stars: 4},
	"entry":          entry,
	"entry-event":    wire.Entry{Conversation: "c1", Seq: 3, ID: "e1", Kind: wire.EntryEvent, From: wire.PartySystem, Name: "Ada", Event: wire.EventAssigned, At: at},
	"typing":         wire.TypingShown{Name: "Ada", On: true},
	"seen":           wire.SeenShown{Delivered: 2, Read: 1},
	"read":           wire.ReadShown{Read: 3},
	"invite":         wire.Invitation{ID: "i1", Group: "g1", Name: "Ada", Text: "Can I help?"},
	"invite-rule":    wire.Invitation{ID: "i2", Group: "g1", Text: "Questions about this?"},
	"cobrowse":       wire.CobrowseBegun{Session: "x1", Token: "tok-2", AgentName: "Ada"},
	"file_offered":   wire.FileOffered{ID: "f2", Name: "form.pdf", Size: 10 << 20, FromName: "Ada"},
	"file_ice":       wire.FileICE{ID: "f2", Servers: ice.Servers, RelayOnly: true},
	"file_sdp":       wire.FileDescription{ID: "f2", Attempt: "a1", SDP: "v=0\r\n"},
	"file_candidate": wire.FileCandidate{ID: "f2", Attempt: "a1"},
	"file_ended":     wire.FileEnded{ID: "f2", Outcome: wire.FileElsewhere},
	"fault":          wire.Fault{Code: wire.FaultNobody, Message: "Nobody is there just now. Leave a message.", Ref: "r1"},
	"bye":            wire.Bye{RetryMS: 1200},
	"pong":           wire.Pong{N: 1},
}

var fromDesk = map[string]wire.Message{
	"duty":           wire.SetDuty{State: wire.DutyAvailable, Capacity: 3},
	"alive":          wire.Alive{},
	"follow":         wire.Follow{Conversation: "c1", After: 3},
	"unfollow":       wire.Unfollow{Conversation: "c1"},
	"accept":         wire.Accept{Conversation: "c1"},
	"decline":        wire.Decline{Conversation: "c1"},
	"take":           wire.Take{Conversation: "c1"},
	"say":            wire.DeskSay{Conversation: "c1", ID: "m2", Text: "Good morning"},
	"note":           wire.WriteNote{Conversation: "c1", ID: "m3", Text: "Has called before"},
	"whisper":        wire.Whisper{Conversation: "c1", ID: "m4", Text: "Offer a refund"},
	"typing":         wire.DeskTyping{Conversation: "c1", On: true},
	"seen":           wire.DeskSeen{Conversation: "c1", Delivered: 2, Read: 2},
	"file":           wire.FileOffer{Conversation: "c1", ID: "f2", Name: "form.pdf", Size: 10 << 20},
	"file_accept":    wire.FileAccept{Conversation: "c1", ID: "f1"},
	"file_sdp":       wire.FileDescription{Conversation: "c1", ID: "f1", Attempt: "a1", SDP: "v=0\r\n"},
	"file_candidate": wire.FileCandidate{Conversation: "c1", ID: "f1", Attempt: "a1"},
	"file_end":       wire.FileEnd{Conversation: "c1", ID: "f1", Outcome: wire.FileBroken},
	"transfer":       wire.Transfer{Conversation: "c1", Person: "p2", Note: "Knows the billing"},
	"transfer-group": wire.Transfer{Conversation: "c1", Group: "g2"},
	"park":           wire.Park{Conversation: "c1", On: true},
	"end":            wire.EndConversation{Conversation: "c1"},
	"cobrowse":       wire.StartCobrowse{Conversation: "c1"},
	"invite":         wire.InviteVisitor{Visit: "t1", Group: "g1", Text: "Can I help?"},
	"direct":         wire.Direct{Person: "p2"},
	"visitors":       wire.WatchVisitors{On: true},
	"consult":        wire.Consult{Conversation: "c1", Person: "p2", Join: true},
	"aside":          wire.Aside{Conversation: "c1", ID: "m5", Text: "Is this covered?"},
	"join":           wire.Join{Conversation: "c1"},
	"part":           wire.Part{Conversation: "c1", Person: "p2"},
	"ping":           wire.Ping{N: 1},
}

var toDesk = map[string]wire.Message{
	"desk": wire.DeskSnapshot{
		Me: colleague, Rights: []wire.Right{wire.RightServe, wire.RightCobrowse}, Groups: []wire.DeskGroup{{ID: "g1", Name: "Support", Mine: true, Open: true}},
		People: []wire.Colleague{colleague}, Conversations: []wire.Conversation{inboxLine, waitingLine},
	},
	"conversation":   wire.ConversationChanged{Conversation: waitingLine},
	"gone":           wire.ConversationGone{Conversation: "c1"},
	"person":         wire.ColleagueChanged{Person: colleague},
	"duty":           wire.DutyChanged{State: wire.DutyAway, Capacity: 3, Reason: wire.DutyReasonNotPickedUp},
	"entry":          wire.Entry{Conversation: "c1", Seq: 4, ID: "m3", Kind: wire.EntryNote, From: wire.PartyAgent, Person: "p1", Name: "Ada", Text: "Has called before", At: at},
	"entry-file":     wire.Entry{Conversation: "c1", Seq: 5, ID: "f1", Kind: wire.EntryFile, From: wire.PartyCustomer, Name: "Zoë", Text: "bill.pdf", Size: 1024, To: "Ada", Outcome: wire.FileSent, At: at},
	"entry-aside":    wire.Entry{Conversation: "c1", Seq: 7, ID: "m5", Kind: wire.EntryAside, From: wire.PartyAgent, Person: "p1", Name: "Ada", Text: "Is this covered?", At: at},
	"typing":         wire.DeskTypingShown{Conversation: "c1", From: wire.PartyCustomer, Name: "Zoë", On: true},
	"seen":           wire.DeskSeenShown{Conversation: "c1", From: wire.PartyCustomer, Delivered: 2, Read: 1},
	"entry-lost":     wire.Entry{Conversation: "c1", Seq: 6, ID: "f2", Kind: wire.EntryFile, From: wire.PartyAgent, Person: "p1", Name: "Ada", Text: "form.pdf", Size: 2048, To: "Zoë", Outcome: wire.FileLost, At: at},
	"file_offered":   wire.FileOffered{Conversation: "c1", ID: "f1", Name: "bill.pdf", Size: 1024, FromName: "Zoë"},
	"file_ice":       wire.FileICE{Conversation: "c1", ID: "f1", Servers: []wire.ICEServer{}},
	"file_sdp":       wire.FileDescription{Conversation: "c1", ID: "f1", Attempt: "a1", SDP: "v=0\r\n"},
	"file_candidate": wire.FileCandidate{Conversation: "c1", ID: "f1", Attempt: "a1", Candidate: "candidate:1 1 udp 1 192.0.2.7 50000 typ host", SDPMid: "0"},
	"file_ended":     wire.FileEnded{Conversation: "c1", ID: "f1", Outcome: wire.FileSent},
	"visitor":        wire.VisitorChanged{Visitor: onSite},
	"visitor_gone":   wire.VisitorGone{Visit: "t1"},
	"cobrowse":       wire.CobrowseStarted{Conversation: "c1", Session: "x1"},
	"fault":          wire.Fault{Code: wire.FaultNoRight, Message: "You have no right to do this. Ask an administrator.", Ref: "c1"},
	"bye":            wire.Bye{RetryMS: 1200},
	"pong":           wire.Pong{N: 1},
}

// Each is one fault away from a good one.
var refusedOfVisitor = []string{
	`{"type":"visit","site_key":"k","visit":"t","visitor":"v","page":"p","title":"","language":"en","returning":false,"cobrowse":"ready","chat_after":0}`,
	`{"type":"visit","site_key":"k","visit":"t","page":"","title":"","language":"en","returning":false,"cobrowse":"ready","chat_after":0}`,
	`{"type":"visit","site_key":"k","visit":"t","page":"p","title":"","language":"e n","returning":false,"cobrowse":"ready","chat_after":0}`,
	`{"type":"visit","site_key":"k","visit":"t","page":"p","title":"","language":"en","returning":false,"cobrowse":"maybe","chat_after":0}`,
	`{"type":"start","id":"r","group":"","name":"","language":"en"}`, `{"type":"say","id":"","text":"x"}`, `{"type":"seen","delivered":-1,"read":0}`,
	`{"type":"rate","stars":0}`, `{"type":"rate","stars":6}`, `{"type":"file","id":"f","name":"n","size":10485761}`, `{"type":"file","id":"f","name":"","size":1}`,
	`{"type":"file","conversation":"c","id":"f","name":"n","size":1}`, `{"type":"file_accept","id":""}`, `{"type":"file_sdp","id":"f","attempt":"a","sdp":""}`,
	`{"type":"file_end","id":"f","outcome":"elsewhere"}`, `{"type":"file_end","id":"f","outcome":"eaten"}`, `{"type":"file_candidate","id":"f","candidate":"","sdp_mid":"0"}`,
	`{"type":"file_offered","id":"f","name":"n","size":1,"from_name":"x"}`,
	`{"type":"note","conversation":"c","id":"m","text":"x"}`, `{"type":"duty","state":"available","capacity":1}`,
}

var refusedOfDesk = []string{
	`{"type":"duty","state":"asleep","capacity":1}`, `{"type":"duty","state":"busy","capacity":0}`, `{"type":"duty","state":"busy","capacity":51}`,
	`{"type":"transfer","conversation":"c"}`, `{"type":"transfer","conversation":"c","person":"p","group":"g"}`, `{"type":"say","id":"m","text":"x"}`,
	`{"type":"follow","conversation":"../c","after":0}`, `{"type":"take","conversation":""}`, `{"type":"file","conversation":"c","id":"f","name":"n","size":0}`,
	`{"type":"file","id":"f","name":"n","size":1}`, `{"type":"file_accept","id":"f"}`, `{"type":"file_sdp","id":"f","attempt":"a","sdp":"v=0"}`, `{"type":"file_end","id":"f","outcome":"sent"}`,
	`{"type":"consult","conversation":"c","person":"","join":true}`, `{"type":"consult","conversation":"c","person":"p"}`, `{"type":"aside","conversation":"c","id":"","text":"x"}`,
	`{"type":"join","conversation":""}`, `{"type":"part","conversation":"c"}`, `{"type":"visit","site_key":"k"}`, `{"type":"start","id":"r","group":"g","name":"","language":"en"}`,
}
