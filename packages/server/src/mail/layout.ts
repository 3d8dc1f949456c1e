/** The HTML part: tables and inline styles, since that is what mail programs understand. */
export const htmlLayout = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<base target="_blank">
<title>{{ subject }}</title>
<style>
@media (prefers-color-scheme: dark) {
  .ground { background: #14171c !important; }
  .card { background: #1e232b !important; border-color: #323a46 !important; }
  .strong { color: #f3f5f8 !important; }
  .body { color: #c9d0da !important; }
  .quiet { color: #98a2b1 !important; }
  .rule { border-color: #323a46 !important; }
  .plain { color: #8fb4ff !important; }
}
@media (max-width: 480px) { .card-cell { padding: 28px 22px !important; } }
</style>
</head>
<body class="ground" style="margin:0;padding:0;background:#f2f4f7;">
<div style="display:none;max-height:0;overflow:hidden;">{{ preview }}</div>
<table role="presentation" class="ground" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f4f7;">
<tr><td align="center" style="padding:36px 14px;">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;">
<tr><td class="quiet" style="padding:0 4px 14px;font:600 14px/20px -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;color:#5b6573;letter-spacing:.01em;">{{ portalName }}</td></tr>
<tr><td class="card card-cell" style="padding:40px;background:#ffffff;border:1px solid #dfe3e9;border-radius:12px;font:16px/25px -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;">
<h1 class="strong" style="margin:0 0 18px;font-size:22px;line-height:30px;font-weight:650;color:#151a21;overflow-wrap:anywhere;">{{ heading }}</h1>
{% for paragraph in before %}<p class="body" style="margin:0 0 14px;color:#36404d;overflow-wrap:anywhere;">{{ paragraph }}</p>
{% endfor %}<table role="presentation" cellpadding="0" cellspacing="0" style="margin:26px 0;"><tr><td style="border-radius:8px;background:#1f5eff;">
<a href="{{ link }}" style="display:inline-block;padding:13px 24px;border-radius:8px;font-weight:600;color:#ffffff;text-decoration:none;">{{ button }}</a>
</td></tr></table>
{% for paragraph in after %}<p class="body" style="margin:0 0 14px;font-size:14px;line-height:22px;color:#4a5563;overflow-wrap:anywhere;">{{ paragraph }}</p>
{% endfor %}<p class="quiet rule" style="margin:24px 0 0;padding:18px 0 0;border-top:1px solid #e6e9ee;font-size:13px;line-height:20px;color:#5b6573;">If the button does not work, copy this address into your browser:<br>
<a class="plain" href="{{ link }}" style="color:#1a4fd6;word-break:break-all;">{{ link }}</a></p>
</td></tr></table>
</td></tr></table>
</body>
</html>
`;

/** The text part, for who reads mail without HTML. */
export const textLayout = `{{ heading }}

{% for paragraph in before %}{{ paragraph }}

{% endfor %}{{ button }}:
{{ link }}

{% for paragraph in after %}{{ paragraph }}

{% endfor %}--
{{ portalName }}
`;
