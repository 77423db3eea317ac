/** A device login in clear, as only the simulator may hold it: these passwords protect nothing. */
export interface Credential { readonly username: string; readonly password: string }
