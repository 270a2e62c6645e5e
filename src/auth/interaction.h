// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "auth/account_info.h"
#include "auth/token_client.h"

#include <QDateTime>
#include <QObject>

#include <stop_token>

namespace symbolon::auth {

// What a person needs to sign in on another device.
struct DevicePrompt
{
    QString userCode; // hostile text
    QUrl address;     // where it is typed; checked: https, or http on loopback
    QDateTime expiresAt;

    bool operator==(const DevicePrompt &) const = default;
};

// One way of a person from a click to tokens: the system browser or a code for another device. Used once.
class Interaction : public QObject
{
    Q_OBJECT

public:
    struct Request
    {
        QStringList
            permissions;   // of Graph, short names, to hold afterwards; those of OpenID Connect and Azure are added
        QString loginHint; // username; empty: the page lets people choose
        QByteArray claims; // of a challenge that has to be answered; empty: none
    };
    struct Outcome
    {
        TokenAnswer answer; // of Microsoft Graph
        AccountInfo account;
    };

    ~Interaction() override;

    // Call once. Ends as Cancelled after cancel().
    [[nodiscard]] virtual Future<Outcome> start(const Request &request, const std::stop_token &stop) = 0;
    virtual void cancel() = 0;
    // How the owner judged the outcome, for whoever waits in front of a page.
    virtual void conclude(const Result<AccountInfo> &verdict) = 0;

Q_SIGNALS:
    // The person is done; tokens are being got.
    void redeeming();
    void promptReady(const symbolon::auth::DevicePrompt &prompt);

protected:
    explicit Interaction(QObject *parent = nullptr);
};

} // namespace symbolon::auth
