// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "cloud/cluster.h"
#include "ui/shell/context.h"

#include <QList>
#include <QWidget>

#include <stop_token>

class QComboBox;

namespace symbolon::ui {

class PlainLabel;

// The AKS clusters that the account sees, to take an issuer from: a list, and below it what is to be said of the chosen
// one. It is read when it comes on show for the first time.
class ClusterField final : public QWidget
{
    Q_OBJECT

public:
    explicit ClusterField(const Context &context, QWidget *parent = nullptr);
    ~ClusterField() override;

    // The issuer as the form holds it now: shows the cluster that it is of, or none. Without a signal.
    void follow(const QString &issuer);

Q_SIGNALS:
    // Empty: the chosen cluster has none.
    void chosen(const QString &issuer);

protected:
    void showEvent(QShowEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void read();
    void take(const Result<QList<cloud::Cluster>> &clusters);
    void showWords();

    const Context &m_context;
    QComboBox *m_list;
    PlainLabel *m_words;
    QList<cloud::Cluster> m_clusters;
    QString m_state; // said as long as nothing is chosen
    QString m_issuer;
    std::stop_source m_stop;
    bool m_asked = false;
};

} // namespace symbolon::ui
