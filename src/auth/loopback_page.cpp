// SPDX-License-Identifier: Apache-2.0
#include "auth/loopback_page.h"

#include "base/shown.h"

#include <QCoreApplication>
#include <QCryptographicHash>

namespace symbolon::auth {
namespace {

constexpr const char *style = R"css(
:root{color-scheme:light dark;--page:#f5f6f8;--card:#fff;--line:#d9dde3;--text:#1a1f27;--soft:#5a6472;--mark:#1f7a4d}
.bad{--mark:#b3261e}
@media (prefers-color-scheme:dark){:root{--page:#14171c;--card:#1c2027;--line:#323944;--text:#e8ebf0;--soft:#a0a9b6;
--mark:#58c08c}.bad{--mark:#ff8a80}}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:var(--page);color:var(--text);
font:16px/1.5 Inter,system-ui,sans-serif}
main{box-sizing:border-box;max-width:34rem;margin:1rem;padding:2rem 2.25rem;background:var(--card);
border:1px solid var(--line);border-top:4px solid var(--mark);border-radius:8px;overflow-wrap:anywhere}
h1{margin:0 0 .5rem;font-size:1.3rem;line-height:1.3}p{margin:.5rem 0 0}
.details{margin-top:1rem;color:var(--soft);font:13px/1.5 "JetBrains Mono",ui-monospace,monospace}
)css";

QString escaped(const QString &hostile)
{
    return shown(hostile).toHtmlEscaped();
}

QByteArray reason(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 431:
        return "Request Header Fields Too Large";
    default:
        return "Bad Request";
    }
}

QByteArray bodyOf(const LoopbackPage &page)
{
    QString details;
    if (!page.details.isEmpty())
        details = QStringLiteral("<p class=\"details\">%1</p>").arg(escaped(page.details));
    return QStringLiteral("<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\">"
                          "<meta name=\"viewport\" content=\"width=device-width\"><title>%1</title><style>")
               .arg(escaped(page.title))
               .toUtf8()
        + style
        + QStringLiteral("</style></head>\n<body><main class=\"%1\"><h1>%2</h1><p>%3</p>%4</main></body></html>\n")
              .arg(page.isGood ? QStringLiteral("good") : QStringLiteral("bad"), escaped(page.title),
                   escaped(page.text), details)
              .toUtf8();
}

} // namespace

LoopbackPage LoopbackPage::signedIn(const QString &account)
{
    const QString title = account.isEmpty()
        ? QCoreApplication::translate("LoopbackPage", "You are signed in")
        : QCoreApplication::translate("LoopbackPage", "You are signed in as %1").arg(account);
    return {200, true, title, QCoreApplication::translate("LoopbackPage", "Close this tab and go back to Symbolon."),
            QString()};
}

LoopbackPage LoopbackPage::failed(const Error &error)
{
    const ErrorText text = explain(error);
    return {200, false, QCoreApplication::translate("LoopbackPage", "Sign-in failed: %1").arg(text.title),
            text.explanation.isEmpty() ? text.nextStep
                                       : QCoreApplication::translate("LoopbackPage", "%1 %2", "explanation, next step")
                                             .arg(text.explanation, text.nextStep),
            text.details.join(QStringLiteral(" · "))};
}

LoopbackPage LoopbackPage::refused(int status)
{
    return {status, false, QCoreApplication::translate("LoopbackPage", "Symbolon did not expect this request"),
            QCoreApplication::translate("LoopbackPage",
                                        "It does not belong to the sign-in that is under way. Go back to Symbolon and "
                                        "start the sign-in there."),
            QString()};
}

QByteArray httpAnswer(const LoopbackPage &page)
{
    // The policy names the one style by its hash: nothing else can run or load, whatever slipped into the text.
    static const QByteArray policy = "default-src 'none'; style-src 'sha256-"
        + QCryptographicHash::hash(QByteArray(style), QCryptographicHash::Sha256).toBase64()
        + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    const QByteArray body = bodyOf(page);
    QByteArray head = "HTTP/1.1 " + QByteArray::number(page.status) + ' ' + reason(page.status) + "\r\n";
    if (page.status == 405)
        head += "Allow: GET\r\n";
    head += "Content-Type: text/html; charset=utf-8\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\nContent-Security-Policy: " + policy
        + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nX-Content-Type-Options: nosniff"
          "\r\nConnection: close\r\n\r\n";
    return head + body;
}

} // namespace symbolon::auth
