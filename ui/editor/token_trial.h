// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "trust/claims_match.h"
#include "ui/theme/appearance.h"

#include <QWidget>

#include <optional>

class QLineEdit;
class QVBoxLayout;

namespace symbolon::ui {

class PlainLabel;

// A subject, a token or its decoded claims held against the credential that is being written: whether it fits, and what
// differs. Of a token only the claims are kept, and of those the subject is shown; the token itself leaves the line.
class TokenTrial final : public QWidget
{
    Q_OBJECT

public:
    explicit TokenTrial(const Appearance &appearance, QWidget *parent = nullptr);

    void setCredential(const trust::FederatedCredential &credential);
    [[nodiscard]] QLineEdit *line() const { return m_line; }
    // The verdict and what it rests on, line by line, as it is shown.
    [[nodiscard]] QStringList told() const { return m_told; }

private:
    struct Finding
    {
        QString text;
        Ink ink = Ink::Text2;
    };

    void onTyped(const QString &text);
    void judge();
    [[nodiscard]] QList<Finding> findings() const;
    [[nodiscard]] QList<Finding> ofSubjectAlone(const trust::PresentedClaims &token) const;
    [[nodiscard]] QList<Finding> comparisons(const trust::PresentedClaims &token) const;

    const Appearance &m_appearance;
    QLineEdit *m_line;
    PlainLabel *m_note;
    QVBoxLayout *m_findings;
    trust::FederatedCredential m_credential;
    std::optional<trust::PresentedClaims> m_claims; // of a whole token; the line then holds its subject
    QStringList m_told;
};

} // namespace symbolon::ui
