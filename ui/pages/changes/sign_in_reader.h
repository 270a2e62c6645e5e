// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"

#include <QHash>
#include <QObject>

#include <optional>
#include <stop_token>

namespace symbolon::ui {

// The sign-in logs of identities, each read when somebody asks for it, and kept until another tenant is on show.
class SignInReader final : public QObject
{
    Q_OBJECT

public:
    // `context` outlives it.
    explicit SignInReader(const Context &context, QObject *parent = nullptr);
    ~SignInReader() override;

    void read(const trust::IdentityKey &identity);
    void stop(const trust::IdentityKey &identity);
    [[nodiscard]] bool isReading(const trust::IdentityKey &identity) const;
    // nullptr: it was not read.
    [[nodiscard]] const Result<cloud::SignIns> *signIns(const trust::IdentityKey &identity) const;

Q_SIGNALS:
    void changed(const symbolon::trust::IdentityKey &identity);

private:
    struct Log
    {
        std::stop_source stop;
        std::optional<Result<cloud::SignIns>> read; // nullopt: under way
    };

    void forget();

    const Context &m_context;
    QString m_tenant;
    QHash<trust::IdentityKey, Log> m_logs;
};

} // namespace symbolon::ui
