// PresaveSettings.load where the administrator has set nothing.
export default async () => "{}";
