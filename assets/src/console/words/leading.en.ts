/** The words about leading the customer to other pages, in English. */
export const leadingEn = {
  address: "Address: send the customer to another page",
  addressHint: "Type where the customer shall go, and press Enter",
  go: "Go there",
  notAllowed: "The customer does not allow you to open pages just now",
  asking: (address: string) => `${address} is outside the website. The customer is being asked…`,
  saidNo: (address: string) => `The customer does not want to go to ${address}.`,
  wrong: {
    empty: "Type an address, such as /help or https://www.example.org/help.",
    no_address: "This is no address. Type one such as /help or https://www.example.org/help.",
    not_web: "Only web pages can be opened: addresses that begin with https:// or http://.",
    has_password: "This address has a user name or password in it. Leave that out.",
    too_long: "This address is too long: 2,048 characters at most.",
  },
};
