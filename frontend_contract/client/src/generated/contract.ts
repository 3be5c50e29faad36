export const CONTRACT = "0.2.0+954e4a59";
