export const CONTRACT = "0.2.0+19988fc8";
