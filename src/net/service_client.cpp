// SPDX-License-Identifier: Apache-2.0
#include "net/service_client.h"

#include "net/claims_challenge.h"
#include "net/origin.h"

#include <QCoreApplication>
#include <QElapsedTimer>

#include <chrono>
#include <utility>

namespace symbolon::net {

namespace {

constexpr std::chrono::milliseconds agedAfter{1000};
constexpr int mostReplays = 4;

} // namespace

// One call on its way: token, attempt, and after a 401 once more.
struct ServiceClient::Pending
{
    Request request;
    std::stop_token stop;
    Completion<Response> completion;
    QByteArray token;
    QElapsedTimer tokenAge; // since it was got
    int replays = 0;
};

ServiceClient::ServiceClient(Service service, QUrl base, Transport &transport, TokenSource &source, ErrorReader reader,
                             QObject *parent, LinkReader linkReader)
    : QObject(parent)
    , m_service(service)
    , m_base(std::move(base))
    , m_transport(transport)
    , m_reader(std::move(reader))
    , m_linkReader(std::move(linkReader))
    , m_gate(service, source)
{
}

Result<QUrl> ServiceClient::resolve(const QString &target) const
{
    if (!checkBaseUrl(m_base, serviceName(m_service))) {
        return failure(Error{
            .kind = ErrorKind::Protocol,
            .message = QCoreApplication::translate("symbolon::net", "The service has no usable address."),
        });
    }
    QString link = target;
    if (target.startsWith(u'/') && !target.startsWith(u"//")) {
        QString base = m_base.toString(QUrl::FullyEncoded);
        while (base.endsWith(u'/'))
            base.chop(1);
        link = base + target;
    }
    const QUrl url(link, QUrl::TolerantMode);
    if (!sameOrigin(url, m_base) || !url.userInfo().isEmpty()) {
        return failure(Error{
            .kind = ErrorKind::Protocol,
            .message = QCoreApplication::translate(
                "symbolon::net", "The service answered with a link to another place. Symbolon does not follow it."),
        });
    }
    return url;
}

Future<Response> ServiceClient::send(const Call &call, std::stop_token stop)
{
    Result<QUrl> url = resolve(call.target);
    if (!url) {
        url.error().subject = call.subject;
        return readyFuture<Response>(failure(std::move(url.error())));
    }
    auto pending = std::make_shared<Pending>();
    pending->stop = std::move(stop);
    Request &request = pending->request;
    request.service = m_service;
    request.method = call.method;
    request.url = *url;
    request.headers = call.headers;
    request.body = call.body;
    request.priority = call.priority;
    request.changesNothing = call.changesNothing;
    request.subject = call.subject;
    if (!call.body.isEmpty())
        request.headers.append(Header{"Content-Type", "application/json"});
    if (m_service == Service::Graph) {
        request.headers.append(Header{"x-ms-throttle-priority", call.priority == Priority::User ? "High" : "Low"});
    }
    whenDone(m_gate.token(pending->stop), this,
             [this, pending](const Result<QByteArray> &token) { authorise(pending, token); });
    return pending->completion.future();
}

void ServiceClient::authorise(const std::shared_ptr<Pending> &pending, const Result<QByteArray> &token)
{
    if (!token) {
        Error error = token.error();
        if (error.subject.isEmpty())
            error.subject = pending->request.subject;
        pending->completion.finish(failure(std::move(error)));
        return;
    }
    pending->token = *token;
    pending->tokenAge.start();
    Request request = pending->request;
    request.headers.append(Header{"Authorization", "Bearer " + *token});
    whenDone(m_transport.send(std::move(request), pending->stop), this,
             [this, pending](Result<Response> response) { answered(pending, std::move(response)); });
}

void ServiceClient::answered(const std::shared_ptr<Pending> &pending, Result<Response> response)
{
    const QByteArray claims = response ? claimsDemandedBy(*response) : QByteArray();
    // A fresh token may meet a claims challenge that the ended one hid; one may have died of old age while the transport
    // waited for a slot, or between attempts.
    const bool isAged = pending->tokenAge.elapsed() > agedAfter.count();
    const int allowed = isAged ? mostReplays : claims.isEmpty() ? 1 : 2;
    if (response && response->status == 401 && pending->replays < allowed) {
        ++pending->replays;
        whenDone(m_gate.replacement(pending->token, claims, pending->stop), this,
                 [this, pending](const Result<QByteArray> &token) { authorise(pending, token); });
        return;
    }
    if (response && !response->isSuccess()) {
        Error error = errorFrom(*response, pending->request);
        if (m_reader)
            m_reader(*response, error);
        response = failure(std::move(error));
    }
    pending->completion.finish(std::move(response));
}

} // namespace symbolon::net
