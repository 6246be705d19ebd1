package mail

import (
	"fmt"
	"strings"
)

// Words choose the language of a letter: "es", or English for all others.
func Words(language string) Texts {
	if short, _, _ := strings.Cut(language, "-"); short == "es" {
		return spanish()
	}
	return english()
}

// Texts are what letters say.
type Texts struct {
	transcript, transcriptLead, answer, answerLead, answerFoot, reset, resetLead, resetFoot, test, testText string
}

func english() Texts {
	return Texts{
		transcript: "Your conversation with %s", transcriptLead: "Here is the conversation that you asked for.",
		answer: "%s has answered you", answerLead: "%s writes:", answerFoot: "To go on, open our site again: the conversation is still there.",
		reset: "A new password for Tandem", resetLead: "Open this link within 30 minutes to choose a new password. It works once:",
		resetFoot: "If you did not ask for this, nothing has changed and you can forget this message.",
		test:      "Tandem can send mail", testText: "This is the test that you asked for. Mail works.",
	}
}

func spanish() Texts {
	return Texts{
		transcript: "Su conversación con %s", transcriptLead: "Aquí tiene la conversación que ha pedido.",
		answer: "%s le ha respondido", answerLead: "%s escribe:", answerFoot: "Para continuar, abra de nuevo nuestro sitio: la conversación sigue allí.",
		reset: "Una contraseña nueva para Tandem", resetLead: "Abra este enlace en los próximos 30 minutos para elegir una contraseña nueva. Funciona una vez:",
		resetFoot: "Si no lo ha pedido usted, nada ha cambiado y puede olvidar este mensaje.",
		test:      "Tandem puede enviar correo", testText: "Esta es la prueba que ha pedido. El correo funciona.",
	}
}

// Transcript is a letter with a conversation.
func (t Texts) Transcript(id, to, site, text, page string) Letter {
	return Letter{ID: id, To: to, Subject: fmt.Sprintf(t.transcript, oneLine(site)), Text: t.transcriptLead + "\n\n" + text, HTML: page}
}

// Answer is a letter with what an agent wrote to somebody who has gone.
func (t Texts) Answer(id, to, site, agent, text string) Letter {
	return Letter{
		ID: id, To: to, Subject: fmt.Sprintf(t.answer, oneLine(site)),
		Text: fmt.Sprintf(t.answerLead, oneLine(agent)) + "\n\n" + text + "\n\n" + t.answerFoot + "\n",
	}
}

// Reset is a letter with a link to choose a new password.
func (t Texts) Reset(id, to, link string) Letter {
	return Letter{ID: id, To: to, Subject: t.reset, Text: t.resetLead + "\n\n" + link + "\n\n" + t.resetFoot + "\n"}
}

// Test is the letter of the test button.
func (t Texts) Test(id, to string) Letter {
	return Letter{ID: id, To: to, Subject: t.test, Text: t.testText + "\n"}
}

// oneLine keeps names from breaking out of a header.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
