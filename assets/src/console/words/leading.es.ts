import type { leadingEn } from "./leading.en";

/** The words about leading the customer to other pages, in Spanish. */
export const leadingEs: typeof leadingEn = {
  address: "Dirección: llevar al cliente a otra página",
  addressHint: "Escriba adónde debe ir el cliente y pulse Intro",
  go: "Ir allí",
  notAllowed: "El cliente no le permite abrir páginas en este momento",
  asking: (address) => `${address} está fuera del sitio web. Se está preguntando al cliente…`,
  saidNo: (address) => `El cliente no quiere ir a ${address}.`,
  wrong: {
    empty: "Escriba una dirección, como /ayuda o https://www.example.org/ayuda.",
    no_address: "Esto no es una dirección. Escriba una como /ayuda o https://www.example.org/ayuda.",
    not_web: "Solo se pueden abrir páginas web: direcciones que empiezan por https:// o http://.",
    has_password: "Esta dirección lleva un usuario o una contraseña. Quítelos.",
    too_long: "Esta dirección es demasiado larga: 2048 caracteres como máximo.",
  },
};
