export const CONTRACT = "0.2.0+1934e29d";
