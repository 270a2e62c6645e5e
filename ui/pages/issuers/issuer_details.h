// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/shell/context.h"
#include "workspace/issuers.h"

#include <QWidget>

namespace symbolon::ui {

class Button;
class CopyableField;
class CredentialModel;
class PlainLabel;
class SeverityBadge;
class StatePane;
class TableView;
class Tile;

// One issuer: what whoever controls it can reach, and every credential that trusts it.
class IssuerDetails final : public QWidget
{
    Q_OBJECT

public:
    explicit IssuerDetails(Context &context, QWidget *parent = nullptr);

    // nullptr: nothing is chosen.
    void setIssuer(const workspace::IssuerRow *row);
    // The tenant's credentials, of which the issuer's are shown.
    void setCredentials(const store::Table<workspace::CredentialRow> &credentials);
    void setCompactRows(bool compact);
    [[nodiscard]] TableView *table() const { return m_table; }
    [[nodiscard]] bool isSettled() const;

Q_SIGNALS:
    // Show the credential where its identity is shown.
    void identityAsked(const symbolon::workspace::CredentialKey &key);
    // Show the credentials page with this filter.
    void credentialsAsked(const QString &filter);
    // Plan it for the chosen issuer.
    void replaceAsked(const QString &issuer);
    void cutOffAsked(const QString &issuer);

private:
    QWidget *buildHead();
    QWidget *buildReach();
    QWidget *buildList();
    PlainLabel *addFigure(class QBoxLayout *layout, const QString &label);

    Context &m_context;
    QString m_issuer;
    StatePane *m_nothing;
    QWidget *m_content;
    Tile *m_tile = nullptr;
    PlainLabel *m_name = nullptr;
    PlainLabel *m_kind = nullptr;
    CopyableField *m_address = nullptr;
    PlainLabel *m_identities = nullptr;
    PlainLabel *m_credentials = nullptr;
    PlainLabel *m_highest = nullptr;
    PlainLabel *m_highestOf = nullptr;
    SeverityBadge *m_level = nullptr;
    CredentialModel *m_model;
    TableView *m_table = nullptr;
};

} // namespace symbolon::ui
