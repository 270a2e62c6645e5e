// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include "base/shown.h"

#include <QCoreApplication>

namespace symbolon {
namespace {

struct Texts
{
    const char *title;
    const char *nextStep;
};

Texts textsFor(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::Cancelled:
        return {QT_TRANSLATE_NOOP("Error", "Cancelled"),
                QT_TRANSLATE_NOOP("Error", "Start it again when you are ready.")};
    case ErrorKind::Timeout:
        return {QT_TRANSLATE_NOOP("Error", "The service did not answer in time"),
                QT_TRANSLATE_NOOP("Error", "Retry. If it stays silent, check the connection or a proxy.")};
    case ErrorKind::Offline:
        return {QT_TRANSLATE_NOOP("Error", "The connection failed"),
                QT_TRANSLATE_NOOP("Error", "Check the network and retry.")};
    case ErrorKind::Tls:
        return {QT_TRANSLATE_NOOP("Error", "The server's certificate is not trusted"),
                QT_TRANSLATE_NOOP("Error",
                                  "Do not go on. Ask who intercepts the connection, or correct the cloud file's CA.")};
    case ErrorKind::Unauthorized:
        return {QT_TRANSLATE_NOOP("Error", "The session has ended"), QT_TRANSLATE_NOOP("Error", "Sign in again.")};
    case ErrorKind::Forbidden:
        return {QT_TRANSLATE_NOOP("Error", "Your account is not allowed to do this"),
                QT_TRANSLATE_NOOP("Error", "Ask an administrator for the role or permission, then retry.")};
    case ErrorKind::ConsentNeeded:
        return {QT_TRANSLATE_NOOP("Error", "A permission has not been granted yet"),
                QT_TRANSLATE_NOOP("Error", "Ask an administrator to consent, then sign in again.")};
    case ErrorKind::InteractionNeeded:
        return {QT_TRANSLATE_NOOP("Error", "The sign-in has to be confirmed"),
                QT_TRANSLATE_NOOP("Error", "Sign in again: the tenant asks for more than it has on record.")};
    case ErrorKind::OutOfTime:
        return {
            QT_TRANSLATE_NOOP("Error", "A token was used outside its time"),
            QT_TRANSLATE_NOOP("Error", "Set this computer's clock; if it is right, get a new token. Then try again.")};
    case ErrorKind::NotFound:
        return {
            QT_TRANSLATE_NOOP("Error", "The object was not found"),
            QT_TRANSLATE_NOOP("Error", "Refresh: it may have been deleted, or it is too new to be found everywhere.")};
    case ErrorKind::Conflict:
        return {QT_TRANSLATE_NOOP("Error", "Somebody else changed this, or it exists already"),
                QT_TRANSLATE_NOOP("Error", "Refresh, compare and try again.")};
    case ErrorKind::PreconditionFailed:
        return {QT_TRANSLATE_NOOP("Error", "The object changed meanwhile"),
                QT_TRANSLATE_NOOP("Error", "Refresh and try again.")};
    case ErrorKind::Throttled:
        return {QT_TRANSLATE_NOOP("Error", "The service asked us to slow down"),
                QT_TRANSLATE_NOOP("Error", "Wait a moment and retry.")};
    case ErrorKind::Server:
        return {QT_TRANSLATE_NOOP("Error", "The service failed"), QT_TRANSLATE_NOOP("Error", "Retry in a moment.")};
    case ErrorKind::Rejected:
        return {QT_TRANSLATE_NOOP("Error", "The service refused the request"),
                QT_TRANSLATE_NOOP("Error", "Correct what the service names and try again.")};
    case ErrorKind::Protocol:
        return {QT_TRANSLATE_NOOP("Error", "The answer could not be understood"),
                QT_TRANSLATE_NOOP("Error", "Retry. If it happens again, a proxy may be changing answers.")};
    case ErrorKind::Validation:
        return {QT_TRANSLATE_NOOP("Error", "The input is not valid"),
                QT_TRANSLATE_NOOP("Error", "Correct it and try again.")};
    case ErrorKind::Storage:
        return {QT_TRANSLATE_NOOP("Error", "Something on this computer could not be read or written"),
                QT_TRANSLATE_NOOP("Error", "Check the folder's permissions and free space.")};
    case ErrorKind::OwnerGone:
        return {QT_TRANSLATE_NOOP("Error", "The page that waited was closed"),
                QT_TRANSLATE_NOOP("Error", "Open it again.")};
    }
    Q_UNREACHABLE();
}

QString translated(const char *text)
{
    return QCoreApplication::translate("Error", text);
}

} // namespace

ErrorText explain(const Error &error)
{
    const Texts texts = textsFor(error.kind);
    ErrorText result{translated(texts.title), shown(error.message), translated(texts.nextStep), {}};
    if (error.outcomeUnknown) {
        result.nextStep = QCoreApplication::translate(
            "Error", "Refresh before you try again: the change may have been made although the answer was lost.");
    }
    if (!error.subject.isEmpty())
        result.title = QCoreApplication::translate("Error", "%1: %2").arg(shown(error.subject), result.title);
    if (error.httpStatus > 0)
        result.details << QCoreApplication::translate("Error", "HTTP status: %1").arg(error.httpStatus);
    if (!error.code.isEmpty())
        result.details << QCoreApplication::translate("Error", "Code: %1").arg(shown(error.code));
    if (!error.requestId.isEmpty())
        result.details << QCoreApplication::translate("Error", "Request id: %1").arg(shown(error.requestId));
    return result;
}

QString oneLine(const Error &error)
{
    const ErrorText text = explain(error);
    QString line = text.title;
    if (!text.explanation.isEmpty())
        line += u". " + text.explanation;
    if (!line.endsWith(u'.'))
        line += u'.';
    line += u' ' + text.nextStep;
    if (!text.details.isEmpty())
        line += u" (" + text.details.join(u", ") + u')';
    return line;
}

} // namespace symbolon
